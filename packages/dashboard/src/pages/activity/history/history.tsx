import { useMemo } from 'react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { VirtualList } from '../../../design/virtual-list.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { askedOf, hasWrongDays, isFilter } from '../filter/filter.ts';
import type { FilterProps } from '../filter/filter-bar.tsx';
import { useCompanyNames } from '../use-company-names.ts';
import styles from './history.module.css';
import { LoadOlder } from './load-older.tsx';
import { RowOfHistory } from './row-of-history.tsx';
import { rowsOf } from './rows.ts';
import { useHistory } from './use-history.ts';

const ROW_HEIGHT = 112;
const dayOf = (instant: string) => new Date(instant).toDateString();

/** What has happened, day by day. */
export function History({ filter, onChange }: FilterProps) {
  const { activity } = useWords();
  const asked = useMemo(() => askedOf(filter), [filter]);
  const isWrong = hasWrongDays(filter);
  const { data, error, refetch, isLoading, ...older } = useHistory(asked, !isWrong);
  const rows = useMemo(() => rowsOf(data ?? [], dayOf), [data]);
  const nameOf = useCompanyNames();
  return (
    <>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isLoading && <Skeleton lines={8} />}
      {(data?.length === 0 || isWrong) &&
        (isFilter(filter) ? (
          <EmptyState
            title={activity.nothingFits}
            action={<Button onClick={() => onChange({})}>{activity.showEverything}</Button>}
          >
            {activity.nothingFitsText}
          </EmptyState>
        ) : (
          <EmptyState title={activity.empty}>{activity.emptyText}</EmptyState>
        ))}
      {rows.length > 0 && !isWrong && (
        <>
          <Count count={data?.length ?? 0} isAll={!older.hasNextPage} />
          <VirtualList items={rows} keyOf={({ key }) => key} rowHeight={ROW_HEIGHT}>
            {(row) => <RowOfHistory row={row} nameOf={nameOf} />}
          </VirtualList>
        </>
      )}
      {older.hasNextPage && !isWrong && error === null && (
        <LoadOlder isBusy={older.isFetchingNextPage} onLoad={() => void older.fetchNextPage()} />
      )}
    </>
  );
}

function Count({ count, isAll }: { readonly count: number; readonly isAll: boolean }) {
  const { activity } = useWords();
  const formats = useFormats();
  return (
    <p className={styles['count']} role="status">
      {isAll ? activity.shown(formats.number(count), count === 1) : activity.newest(formats.number(count))}
    </p>
  );
}
