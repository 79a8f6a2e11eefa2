import type { Pod } from '@parley/pod-client';
import { PageHeader } from '../../design/page-header.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { WithPod } from '../../pod/with-pod.tsx';
import { useWords } from '../../words/locale.tsx';
import { BackLink } from '../my-data/back-link.tsx';
import { useKnownVendors } from '../my-data/items/use-items.ts';
import { Attachments } from './attachments/attachments.tsx';
import { issueIdIn } from './issue-address.ts';
import { IssueSummary } from './issue-summary.tsx';
import { issueTitle } from './issue-title.ts';
import { IssueActions } from './one/issue-actions.tsx';
import { IssueFacts } from './one/issue-facts.tsx';
import { IssueFault, isGone } from './one/issue-gone.tsx';
import { Unreadable } from './one/unreadable.tsx';
import { WhoReads } from './one/who-reads.tsx';
import { OpeningPage } from './opened/opening-page.tsx';
import { useOpened } from './opened/use-opened.ts';
import { StateTag } from './state-tag.tsx';
import { Thread } from './thread/thread.tsx';
import { useIssue } from './use-issues.ts';

/** One issue: what it is about, where it stands, who can read it, and what was written about it. */
export function IssuePage({ part }: { readonly part: string }) {
  const { issues } = useWords();
  return (
    <>
      <BackLink to="/my-data/issues">{issues.back}</BackLink>
      <WithPod>{(pod) => <OneIssue key={part} pod={pod} id={issueIdIn(part)} />}</WithPod>
    </>
  );
}

interface Props {
  readonly pod: Pod;
  readonly id: string;
}

function OneIssue({ pod, id }: Props) {
  const { data, error, refetch } = useIssue(pod, id);
  const known = useKnownVendors(pod);
  const opened = useOpened(pod);
  const waiting = opened.data?.openings.find((each) => each.id === id);
  // Also where making it an issue was cut off: until it is whole it waits.
  if (waiting !== undefined) return <OpeningPage pod={pod} opening={waiting} />;
  if (isGone(error) && opened.isPending) return <NotYet fault={null} onRetry={refetch} />;
  if (data === undefined || isGone(error)) return <NotYet fault={error} onRetry={refetch} />;
  const { issue, isWhole } = data;
  // Both are of one pod: where it is down, that is said once.
  const fault = error ?? known.error;
  return (
    <>
      <PageHeader
        title={issueTitle(issue)}
        lead={
          <>
            <StateTag issue={issue} /> <IssueSummary issue={issue} known={known.data} isExact />
          </>
        }
      >
        <IssueActions pod={pod} whole={data} />
      </PageHeader>
      <Stack>
        {fault !== null && (
          <IssueFault fault={fault} onRetry={() => Promise.all([refetch(), known.refetch()])} />
        )}
        {!isWhole && <Unreadable />}
        <IssueFacts issue={issue} isWhole={isWhole} />
        {isWhole && <Attachments pod={pod} issue={issue} />}
        {isWhole && <Thread pod={pod} issue={issue} known={known.data} />}
        <WhoReads issue={issue} known={known.data} />
      </Stack>
    </>
  );
}

interface FaultProps {
  readonly fault: unknown;
  readonly onRetry: () => unknown;
}

/** Nothing is known of it yet, or nothing will be. */
function NotYet({ fault, onRetry }: FaultProps) {
  const { issues } = useWords();
  return (
    <>
      <PageHeader title={issues.one.loading} />
      <Stack>
        {fault === null ? <Skeleton lines={8} /> : <IssueFault fault={fault} onRetry={onRetry} />}
      </Stack>
    </>
  );
}
