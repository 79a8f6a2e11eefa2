import { Link } from 'wouter';
import { Card } from '../../design/card.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Soft } from '../../design/stack.tsx';
import { useLedger } from '../../gateway/queries.ts';
import { useWords } from '../../words/locale.tsx';
import { EntryRow } from '../activity/entry-row.tsx';
import { useCompanyNames } from '../activity/use-company-names.ts';
import styles from './lately.module.css';

const SHOWN = 5;

/** The newest of what has happened. */
export function Lately() {
  const { activity, start } = useWords();
  const nameOf = useCompanyNames();
  const { data, error, refetch, isPending } = useLedger({ limit: SHOWN });
  return (
    <Card title={start.lately}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={3} />}
      {data?.length === 0 && <Soft>{activity.empty}</Soft>}
      {data !== undefined && data.length > 0 && (
        <ul className={styles['entries']}>
          {data.map((entry) => (
            <li key={entry.id}>
              <EntryRow entry={entry} company={nameOf(entry.vendorId)} />
            </li>
          ))}
        </ul>
      )}
      <Link href="/activity">{start.allActivity}</Link>
    </Card>
  );
}
