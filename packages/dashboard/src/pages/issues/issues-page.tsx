import type { Pod } from '@parley/pod-client';
import { LinkButton } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { WithPod } from '../../pod/with-pod.tsx';
import { useWords } from '../../words/locale.tsx';
import { BackToMyData } from '../my-data/back-link.tsx';
import { RejectedNotice } from '../my-data/items/rejected-notice.tsx';
import { PodFault } from '../my-data/pod-fault.tsx';
import { NEW_ISSUE } from './issue-address.ts';
import { issueCategory } from './issue-category.ts';
import { IssueFinder } from './list/issue-finder.tsx';
import { OpenedList } from './opened/opened-list.tsx';
import { useOpened } from './opened/use-opened.ts';
import { useIssueList } from './use-issues.ts';

/** What is wrong, asked or wanted, and how far each of it is. */
export function IssuesPage() {
  const { issues } = useWords();
  return (
    <>
      <BackToMyData />
      <PageHeader title={issues.title} lead={issues.lead} />
      <WithPod>{(pod) => <Issues pod={pod} />}</WithPod>
    </>
  );
}

function Issues({ pod }: { readonly pod: Pod }) {
  const { issues: words } = useWords();
  const { data, error, refetch, isPending } = useIssueList(pod);
  const opened = useOpened(pod);
  const write = (
    <LinkButton to={NEW_ISSUE} weight="main">
      {words.write}
    </LinkButton>
  );
  return (
    <Stack>
      {error !== null && (
        <PodFault
          fault={error}
          onRetry={() => Promise.all([refetch(), opened.refetch()])}
          document={pod.container + issueCategory.document}
        />
      )}
      {/* Both are of one pod: where it is down, that is said once. */}
      {(error === null || opened.data !== undefined) && <OpenedList pod={pod} />}
      {isPending && <Skeleton lines={6} />}
      {data !== undefined && <RejectedNotice category={issueCategory} rejected={data.rejected} />}
      {data?.items.length === 0 && (
        <EmptyState title={words.empty} action={write}>
          {words.emptyText}
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && (
        <>
          <div>{write}</div>
          <IssueFinder pod={pod} issues={data.items} />
        </>
      )}
    </Stack>
  );
}
