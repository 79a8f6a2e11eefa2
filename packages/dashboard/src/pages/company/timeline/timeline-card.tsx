import { Link } from 'wouter';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { Company } from '../company-of.ts';
import styles from './timeline-card.module.css';
import { TimelineLine } from './timeline-line.tsx';
import { timelineDays } from './timeline-rows.ts';
import { useTimeline } from './use-timeline.ts';

/** What has happened with a company: asked, given, read, changed, refused, ended. */
export function TimelineCard({ company }: { readonly company: Company }) {
  const { company: words } = useWords();
  const formats = useFormats();
  const timeline = useTimeline(company.vendorId);
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = timeline;
  const days = timelineDays(data ?? [], company.requests, { isWhole: !hasNextPage, dayOf: formats.day });
  return (
    <Card title={words.timeline.title}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={4} />}
      {data !== undefined && days.length === 0 && <Soft>{words.timeline.empty}</Soft>}
      {data !== undefined &&
        days.map(({ day, rows }) => (
          <section key={day} className={styles['day']} aria-label={day}>
            <h3 className={styles['name']}>{day}</h3>
            <ul className={styles['rows']}>
              {rows.map((row) => (
                <TimelineLine
                  key={row.kind === 'asked' ? row.request.requestId : row.entries[0].id}
                  row={row}
                />
              ))}
            </ul>
          </section>
        ))}
      {hasNextPage && (
        <div>
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.timeline.older}
          </Button>
        </div>
      )}
      <p>
        <Link href={`/activity?company=${encodeURIComponent(company.vendorId)}`}>{words.timeline.all}</Link>
      </p>
    </Card>
  );
}
