import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { Link } from 'wouter';
import { Card } from '../../../design/card.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useAllConsents } from '../../../gateway/all-consents.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { readersOf } from './readers.ts';

const MOST_NAMED = 5;

interface Props {
  readonly issue: DataItem;
  readonly known: ParsedVendors | undefined;
}

/** Which companies can read an issue: whom it is for is one thing, what is shared is another. */
export function WhoReads({ issue, known }: Props) {
  const { issues } = useWords();
  const words = issues.reads;
  const { data, error, refetch, isWhole } = useAllConsents();
  if (error !== null) return <ProblemNotice fault={error} onRetry={refetch} />;
  if (data === undefined || !isWhole || known === undefined) return <Skeleton lines={2} />;
  const { addressed, others } = readersOf(issue.audience, known, data);
  const more = addressed.length - MOST_NAMED;
  const isForAll = issue.audience === 'everyone';
  return (
    <Card title={words.title}>
      {isForAll && <p>{words.everyone(others)}</p>}
      {!isForAll && addressed.length === 0 && others === 0 && <p>{words.nobody}</p>}
      {addressed.slice(0, MOST_NAMED).map(({ vendor, reads }) => (
        <p key={vendor.id}>{words[reads](companyName(vendor))}</p>
      ))}
      {more > 0 && <Soft>{words.more(more)}</Soft>}
      {!isForAll && others > 0 && <p>{words.others(others)}</p>}
      <p>
        <Link href="/companies">{words.toCompanies}</Link>
      </p>
    </Card>
  );
}
