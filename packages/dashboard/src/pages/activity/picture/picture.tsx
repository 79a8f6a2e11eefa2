import type { Activity } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Fold } from '../../../design/fold.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { type Filter, hasWrongDays } from '../filter/filter.ts';
import { CompanyBarsRow } from './company-bars-row.tsx';
import { barsOf, countDays, daysShown, heightOf, todayInUtc } from './days.ts';
import { DaysTable } from './days-table.tsx';
import styles from './picture.module.css';
import { useActivityDays } from './use-activity-days.ts';

/** How often each company has read, day by day. */
export function Picture({ filter }: { readonly filter: Filter }) {
  const { activity } = useWords();
  const formats = useFormats();
  const isEnabled = !hasWrongDays(filter);
  const shown = daysShown(filter, todayInUtc());
  const { data, error, refetch, isLoading } = useActivityDays({
    ...shown,
    company: filter.company,
    isEnabled,
  });
  if (!isEnabled) return null;
  return (
    <Card title={activity.picture.title}>
      <p className={styles['days']}>
        {activity.picture.days(formats.date(shown.from), formats.date(shown.to))}
      </p>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isLoading && <Skeleton lines={3} />}
      {data?.vendors.length === 0 && <Soft>{activity.picture.nobody}</Soft>}
      {data !== undefined && data.vendors.length > 0 && <Companies activity={data} />}
    </Card>
  );
}

const SHOWN_FIRST = 5;

function Companies({ activity }: { readonly activity: Activity }) {
  const { picture } = useWords().activity;
  const formats = useFormats();
  const [isWhole, setWhole] = useState(false);
  const companies = barsOf(activity);
  const highest = Math.max(...activity.vendors.flatMap(({ days }) => days.map(heightOf)));
  return (
    <>
      <ul className={styles['companies']}>
        {companies.slice(0, isWhole ? undefined : SHOWN_FIRST).map((company) => (
          <CompanyBarsRow
            key={company.vendorId}
            company={company}
            days={countDays(activity)}
            highest={highest}
          />
        ))}
      </ul>
      {companies.length > SHOWN_FIRST && !isWhole && (
        <div>
          <Button weight="quiet" onClick={() => setWhole(true)}>
            {picture.showAll(formats.number(companies.length))}
          </Button>
        </div>
      )}
      <Fold title={picture.table}>
        <DaysTable activity={activity} />
      </Fold>
    </>
  );
}
