import { Link } from 'wouter';
import { Card } from '../../design/card.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Soft } from '../../design/stack.tsx';
import { useRequests } from '../../gateway/queries.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { requestLink } from '../requests/request-link.tsx';
import { isWaiting } from '../requests/use-waiting.ts';

const SHOWN = 5;

/** The requests that wait for a decision. */
export function Waiting() {
  const words = useWords();
  const formats = useFormats();
  const { data, error, refetch, isPending } = useRequests();
  const waiting = data?.filter(isWaiting) ?? [];
  return (
    <Card title={words.start.waiting}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={2} />}
      {data !== undefined && waiting.length === 0 && <Soft>{words.start.nothingWaits}</Soft>}
      <LinkList items={waiting.slice(0, SHOWN).map((request) => requestLink(request, words, formats))} />
      <Link href="/requests">{words.start.allRequests}</Link>
    </Card>
  );
}
