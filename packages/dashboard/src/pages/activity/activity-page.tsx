import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { VirtualList } from '../../design/virtual-list.tsx';
import { useLedger } from '../../gateway/queries.ts';
import { useWords } from '../../words/locale.tsx';
import { EntryRow } from './entry-row.tsx';
import { useCompanyNames } from './use-company-names.ts';

const ROW_HEIGHT = 68;

/** Who read what, when and what for. */
export function ActivityPage() {
  const { activity } = useWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useLedger();
  const nameOf = useCompanyNames();
  return (
    <>
      <PageHeader title={activity.title} lead={activity.lead} />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={6} />}
        {data?.length === 0 && <EmptyState title={activity.empty}>{activity.emptyText}</EmptyState>}
        {data !== undefined && data.length > 0 && (
          <VirtualList items={data} keyOf={({ id }) => id} rowHeight={ROW_HEIGHT}>
            {(entry) => <EntryRow entry={entry} company={nameOf(entry.vendorId)} />}
          </VirtualList>
        )}
        {hasNextPage && (
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {activity.more}
          </Button>
        )}
      </Stack>
    </>
  );
}
