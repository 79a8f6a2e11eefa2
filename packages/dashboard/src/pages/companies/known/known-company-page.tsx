import type { Pod } from '@parley/pod-client';
import type { KnownVendor } from '@parley/protocol';
import { LinkButton } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Stack } from '../../../design/stack.tsx';
import { WithPod } from '../../../pod/with-pod.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { InviteCard } from '../invitations/invite-card.tsx';
import { useKnown } from '../use-known.ts';
import { EntryCard } from './entry-card.tsx';
import { JoinCard } from './join-card.tsx';
import { useIssuesFor } from './use-issues-for.ts';
import { WriteCard } from './write-card.tsx';

/** A company that the person has entered: what one writes to it, and how it is invited. */
export function KnownCompanyPage({ entryId }: { readonly entryId: string }) {
  const { companies } = useWords();
  const { data } = useKnown();
  const entry = data?.vendors.find(({ id }) => id === entryId);
  // The heading is there only once it is known what it says: the focus goes to it.
  return (
    <>
      {entry === undefined ? (
        <PageHeader title={companies.title} />
      ) : (
        <PageHeader key={entry.id} title={companyName(entry)} lead={companies.known.lead} />
      )}
      <Stack>
        <WithPod>{(pod) => <Known key={entryId} pod={pod} entryId={entryId} />}</WithPod>
        <div>
          <LinkButton to="/companies">{companies.circles.back}</LinkButton>
        </div>
      </Stack>
    </>
  );
}

function WriteAndInvite({ pod, entry }: { readonly pod: Pod; readonly entry: KnownVendor }) {
  const issues = useIssuesFor(pod, entry);
  return (
    <>
      <WriteCard pod={pod} entry={entry} issues={issues} />
      <InviteCard entry={entry} issues={issues} />
    </>
  );
}

function Known({ pod, entryId }: { readonly pod: Pod; readonly entryId: string }) {
  const { companies } = useWords();
  const words = companies.known;
  const { data, error, refetch, isPending } = useKnown();
  const entry = data?.vendors.find(({ id }) => id === entryId);
  if (isPending) return <Skeleton lines={6} />;
  if (data === undefined) return <ProblemNotice fault={error} onRetry={refetch} />;
  if (entry === undefined) return <EmptyState title={words.notThere}>{words.notThereText}</EmptyState>;
  return (
    <>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      <JoinCard entry={entry} />
      <WriteAndInvite pod={pod} entry={entry} />
      <EntryCard key={`${entry.name} ${entry.site}`} entry={entry} />
    </>
  );
}
