import type { Pod } from '@parley/pod-client';
import { LinkButton } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Notice } from '../../design/notice.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { WithPod } from '../../pod/with-pod.tsx';
import { useWords } from '../../words/locale.tsx';
import { NEW_ISSUE } from './issue-address.ts';
import { IssueFinder } from './list/issue-finder.tsx';
import { useIssueList } from './use-issues.ts';

/** What is wrong, asked or wanted, and how far each of it is. */
export function IssuesPage() {
  const { issues } = useWords();
  return (
    <>
      <PageHeader title={issues.title} lead={issues.lead} />
      <WithPod>{(pod) => <Issues pod={pod} />}</WithPod>
    </>
  );
}

function Issues({ pod }: { readonly pod: Pod }) {
  const { common, issues: words } = useWords();
  const { data, error, refetch, isPending } = useIssueList(pod);
  const write = (
    <LinkButton to={NEW_ISSUE} weight="main">
      {words.write}
    </LinkButton>
  );
  return (
    <Stack>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={6} />}
      {data !== undefined && data.rejected > 0 && <Notice tone="warn">{words.notRead(data.rejected)}</Notice>}
      {data?.issues.length === 0 && (
        <EmptyState title={words.empty} action={write}>
          {words.emptyText}
        </EmptyState>
      )}
      {data !== undefined && data.issues.length > 0 && (
        <>
          <div>{write}</div>
          <IssueFinder pod={pod} issues={data.issues} />
        </>
      )}
      <div>
        <LinkButton to="/my-data">{common.back}</LinkButton>
      </div>
    </Stack>
  );
}
