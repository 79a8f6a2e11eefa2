import { Link } from 'wouter';
import { Card } from '../../design/card.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Soft, Stack } from '../../design/stack.tsx';
import { useConnection, useConsents, useRequests } from '../../gateway/queries.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { ConnectFirst } from '../connect/connect-first.tsx';
import { requestLink } from '../requests/request-link.tsx';
import { isWaiting } from '../requests/use-waiting.ts';
import { Lately } from './lately.tsx';

/** What waits, who may read, and what happened lately. */
export function StartPage() {
  const { start } = useWords();
  const { data, error, refetch, isPending } = useConnection();
  return (
    <>
      <PageHeader title={start.title} />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={6} />}
        {data?.container === null && <ConnectFirst />}
        {data !== undefined && <Waiting />}
        {data !== undefined && data.container !== null && (
          <>
            <Companies />
            <Lately />
          </>
        )}
      </Stack>
    </>
  );
}

function Waiting() {
  const words = useWords();
  const formats = useFormats();
  const { data, error, refetch, isPending } = useRequests();
  const waiting = data?.filter(isWaiting) ?? [];
  return (
    <Card title={words.start.waiting}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={2} />}
      {data !== undefined && waiting.length === 0 && <Soft>{words.start.nothingWaits}</Soft>}
      <LinkList items={waiting.map((request) => requestLink(request, words, formats))} />
      <Link href="/requests">{words.start.allRequests}</Link>
    </Card>
  );
}

function Companies() {
  const { companies, start } = useWords();
  const { data, error, refetch, isPending } = useConsents();
  const active = data?.filter(({ status, vendor }) => status === 'given' && !vendor.held) ?? [];
  return (
    <Card title={companies.title}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={1} />}
      {data !== undefined && <p>{start.active(new Set(active.map(({ vendor }) => vendor.vendorId)).size)}</p>}
      <Link href="/companies">{start.allCompanies}</Link>
    </Card>
  );
}
