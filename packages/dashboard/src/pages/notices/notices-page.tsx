import { Link } from 'wouter';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { VirtualList } from '../../design/virtual-list.tsx';
import { useNotices } from '../../gateway/notice-queries.ts';
import { useWords } from '../../words/locale.tsx';
import { NoticeRow } from './notice-row.tsx';
import { useSeen } from './use-seen.ts';

const ROW_HEIGHT = 69;

/** What the person should know of, the newest first. */
export function NoticesPage() {
  const { notices } = useWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices();
  const isNew = useSeen(data);
  return (
    <>
      <PageHeader title={notices.title} lead={notices.lead}>
        <Link href="/settings/notices">{notices.howToldLink}</Link>
      </PageHeader>
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={5} />}
        {data?.length === 0 && <EmptyState title={notices.empty}>{notices.emptyText}</EmptyState>}
        {data !== undefined && data.length > 0 && (
          <Card>
            <VirtualList items={data} keyOf={({ noticeId }) => noticeId} rowHeight={ROW_HEIGHT}>
              {(notice) => <NoticeRow notice={notice} isNew={isNew(notice)} />}
            </VirtualList>
          </Card>
        )}
        {hasNextPage && (
          <div>
            <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {notices.older}
            </Button>
          </div>
        )}
      </Stack>
    </>
  );
}
