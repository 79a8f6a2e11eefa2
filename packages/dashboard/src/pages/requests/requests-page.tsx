import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { useRequests } from '../../gateway/queries.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { requestLink } from './request-link.tsx';
import { isWaiting } from './use-waiting.ts';

/** Who asks, and who has asked. */
export function RequestsPage() {
  const words = useWords();
  const formats = useFormats();
  const { data, error, refetch, isPending } = useRequests();
  const waiting = data?.filter(isWaiting) ?? [];
  const earlier = data?.filter((request) => !isWaiting(request)) ?? [];
  const link = (request: (typeof waiting)[number]) => requestLink(request, words, formats);
  return (
    <>
      <PageHeader title={words.requests.title} lead={words.requests.lead} />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={5} />}
        {data?.length === 0 && (
          <EmptyState title={words.requests.empty}>{words.requests.emptyText}</EmptyState>
        )}
        {waiting.length > 0 && (
          <Card title={words.requests.waiting}>
            <LinkList items={waiting.map(link)} />
          </Card>
        )}
        {earlier.length > 0 && (
          <Card title={words.requests.earlier}>
            <LinkList items={earlier.map(link)} />
          </Card>
        )}
      </Stack>
    </>
  );
}
