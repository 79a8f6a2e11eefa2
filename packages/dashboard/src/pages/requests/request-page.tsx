import type { RequestView } from '@parley/protocol';
import { useState } from 'react';
import { LinkButton } from '../../design/button.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { GatewayProblem } from '../../gateway/problem.ts';
import { useConnection } from '../../gateway/queries.ts';
import { secretOf } from '../../session/carried-request.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { DecidedElsewhere } from './after/decided-elsewhere.tsx';
import { NotThere } from './after/not-there.tsx';
import { Outcome } from './after/outcome.tsx';
import { RequestOver } from './after/request-over.tsx';
import { EndCard } from './asked/end-card.tsx';
import { EntryCard } from './asked/entry-card.tsx';
import { TermsNotice } from './asked/terms-notice.tsx';
import { ConnectFirst } from './decide/connect-first.tsx';
import { DecisionCard } from './decide/decision-card.tsx';
import type { Decided } from './decide/use-decision.ts';
import { useDeciding } from './deciding.ts';
import { useCarriedRequest } from './use-carried-request.ts';
import { standingOf } from './what-can-be-done.ts';
import { companyName } from './who/company-name.ts';
import { WhoAsks } from './who/who-asks.tsx';

/** What one company asks for, and the decision about it. */
export function RequestPage({ requestId }: { readonly requestId: string }) {
  // A page of its own for each: nothing that was chosen for one request is there for another.
  return <OneRequest key={requestId} requestId={requestId} />;
}

function OneRequest({ requestId }: { readonly requestId: string }) {
  const { common, request: words, requests } = useWords();
  const formats = useFormats();
  const { data, error, refetch } = useCarriedRequest(requestId);
  const [decided, setDecided] = useState<Decided>();
  if (data !== undefined && decided !== undefined) return <Outcome request={data} decided={decided} />;
  if (data === undefined) return <NotYet fault={error} onRetry={refetch} />;
  const standing = standingOf(data, { isCarriedHere: secretOf(requestId) !== undefined });
  return (
    <>
      <PageHeader
        title={requests.asks(companyName(data.vendor))}
        {...(standing === 'decide' ? { lead: words.who.decideBy(formats.dayAndTime(data.expiresAt)) } : {})}
      />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        <WhoAsks request={data} />
        {standing === 'decide' && <Decide request={data} onDecided={setDecided} />}
        {standing === 'over' && <RequestOver request={data} />}
        {(standing === 'comes_back' || standing === 'here_no_more') && (
          <DecidedElsewhere request={data} onDecided={setDecided} />
        )}
        <div>
          <LinkButton to="/requests">{common.back}</LinkButton>
        </div>
      </Stack>
    </>
  );
}

/** Nothing is known of it yet, or nothing will be. */
function NotYet({ fault, onRetry }: { readonly fault: unknown; readonly onRetry: () => unknown }) {
  const { common, requests } = useWords();
  const isNotThere = fault instanceof GatewayProblem && fault.code === 'not_found';
  return (
    <>
      <PageHeader title={requests.title} />
      <Stack>
        {fault === null && <Skeleton lines={8} />}
        {isNotThere && <NotThere />}
        {fault !== null && !isNotThere && <ProblemNotice fault={fault} onRetry={onRetry} />}
        <div>
          <LinkButton to="/requests">{common.back}</LinkButton>
        </div>
      </Stack>
    </>
  );
}

interface DecideProps {
  readonly request: RequestView;
  readonly onDecided: (decided: Decided) => void;
}

function Decide({ request, onDecided }: DecideProps) {
  const connection = useConnection();
  const isConnected = typeof connection.data?.container === 'string';
  const deciding = useDeciding(request, isConnected);
  if (connection.isPending) return <Skeleton lines={6} />;
  if (connection.error !== null)
    return <ProblemNotice fault={connection.error} onRetry={connection.refetch} />;
  return (
    <>
      {isConnected ? <TermsNotice deciding={deciding} /> : <ConnectFirst requestId={request.requestId} />}
      {request.details.map((entry) => (
        <EntryCard key={entry.purpose} entry={entry} deciding={deciding} />
      ))}
      <EndCard deciding={deciding} />
      <DecisionCard deciding={deciding} onDecided={onDecided} />
    </>
  );
}
