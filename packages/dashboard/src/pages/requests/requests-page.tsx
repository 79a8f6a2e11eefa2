import type { RequestView } from '@parley/protocol';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Fold } from '../../design/fold.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Soft, Stack } from '../../design/stack.tsx';
import { useRequests } from '../../gateway/queries.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { requestLink } from './request-link.tsx';
import { isWaiting } from './use-waiting.ts';

/** Who asks, and who has asked. */
export function RequestsPage() {
  const { requests } = useWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useRequests();
  return (
    <>
      <PageHeader title={requests.title} lead={requests.lead} />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={5} />}
        {data?.length === 0 && <EmptyState title={requests.empty}>{requests.emptyText}</EmptyState>}
        {data !== undefined && data.length > 0 && <Asked all={data} />}
        {hasNextPage && (
          <div>
            <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {requests.moreRequests}
            </Button>
          </div>
        )}
      </Stack>
    </>
  );
}

function Asked({ all }: { readonly all: readonly RequestView[] }) {
  const words = useWords();
  const formats = useFormats();
  const { requests } = words;
  const waiting = all.filter(isWaiting);
  const earlier = all.filter((request) => !isWaiting(request));
  const link = (request: RequestView) => requestLink(request, words, formats);
  return (
    <>
      <Card title={requests.waiting}>
        {waiting.length === 0 && <Soft>{requests.nothingWaits}</Soft>}
        <LinkList items={waiting.map(link)} />
      </Card>
      {earlier.length > 0 && (
        <Card title={requests.earlier}>
          <Fold title={requests.earlierCount(earlier.length)}>
            <LinkList items={earlier.map(link)} />
          </Fold>
        </Card>
      )}
    </>
  );
}
