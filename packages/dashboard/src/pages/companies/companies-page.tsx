import { EmptyState } from '../../design/empty-state.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { useWords } from '../../words/locale.tsx';
import { CompanyList } from './list/company-list.tsx';
import { OwnEntriesNotice } from './list/own-entries-notice.tsx';
import { Places } from './list/places.tsx';
import { useCompanies } from './use-companies.ts';

/** The companies that may read something, those that no longer may, and those that the person has entered. */
export function CompaniesPage() {
  const { companies: words } = useWords();
  const found = useCompanies();
  const { companies, fault, isPending, retry } = found;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead}>
        <Places />
      </PageHeader>
      <Stack>
        {fault !== null && <ProblemNotice fault={fault} onRetry={retry} />}
        {!isPending && <OwnEntriesNotice fault={found.ownFault} broken={found.broken} onRetry={retry} />}
        {isPending && fault === null && <Skeleton lines={8} />}
        {!isPending && fault === null && found.ownFault === null && companies.length === 0 && (
          <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
        )}
        {!isPending && companies.length > 0 && <CompanyList {...found} />}
      </Stack>
    </>
  );
}
