import type { ConsentView } from '@parley/protocol';
import { EmptyState } from '../../design/empty-state.tsx';
import { ListedLinkRow } from '../../design/link-list.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { plainWords } from '../../design/plain-words.ts';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { Tag } from '../../design/tag.tsx';
import { VirtualList } from '../../design/virtual-list.tsx';
import { useConsents } from '../../gateway/queries.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';

const ROW_HEIGHT = 68;

/** The companies that may read something, and those that no longer may. */
export function CompaniesPage() {
  const { companies } = useWords();
  const { data, error, refetch, isPending } = useConsents();
  return (
    <>
      <PageHeader title={companies.title} lead={companies.lead} />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={5} />}
        {data?.length === 0 && <EmptyState title={companies.empty}>{companies.emptyText}</EmptyState>}
        {data !== undefined && data.length > 0 && (
          <VirtualList items={data} keyOf={({ consentId }) => consentId} rowHeight={ROW_HEIGHT}>
            {(consent) => <Company consent={consent} />}
          </VirtualList>
        )}
      </Stack>
    </>
  );
}

function Company({ consent }: { readonly consent: ConsentView }) {
  const { common, companies } = useWords();
  const formats = useFormats();
  const { status, vendor } = consent;
  return (
    <ListedLinkRow
      item={{
        key: consent.consentId,
        name: <bdi>{plainWords(vendor.name)}</bdi>,
        aside: common.until(formats.day(consent.endedAt ?? consent.until)),
        tag: vendor.held ? (
          <Tag tone="warn">{companies.held}</Tag>
        ) : (
          <Tag tone={status === 'given' ? 'good' : 'plain'}>{companies.status[status] ?? status}</Tag>
        ),
      }}
    />
  );
}
