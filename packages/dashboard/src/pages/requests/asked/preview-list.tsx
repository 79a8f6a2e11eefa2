import { categories, type DataAccess } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { seenOf } from '../choice/seen-of.ts';
import { PreviewItem } from './preview-item.tsx';
import styles from './preview-list.module.css';
import { type PreviewSource, usePreview } from './use-preview.ts';

const SHOWN_AT_FIRST = 3;

interface Props {
  readonly category: string;
  readonly source: PreviewSource;
  readonly title: string;
  readonly asked: DataAccess;
  /** What would be given of it now. */
  readonly approved: DataAccess | undefined;
}

/** The person's own values, as the company would get them of what is chosen now. */
export function PreviewList({ category, source, title, asked, approved }: Props) {
  const { request: words } = useWords();
  const [isWhole, setWhole] = useState(false);
  const preview = usePreview({ source, category, asked, approved });
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = preview;
  const declared = categories.get(category) ?? { name: category, filters: {} };
  const { items, isUncertain } = seenOf(data ?? [], { asked, approved, category: declared });
  const isChosen = approved?.datatypes.includes(category) === true;
  const shown = isWhole ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <div className={styles['preview']}>
      <h4>{title}</h4>
      {!isChosen && <Soft>{words.preview.notChosen}</Soft>}
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={3} />}
      {isChosen && data !== undefined && items.length === 0 && <Soft>{words.preview.nothing}</Soft>}
      {isUncertain && <Soft>{words.preview.uncertain}</Soft>}
      {shown.length > 0 && (
        <ul className={styles['items']}>
          {shown.map((item) => (
            <li key={item.id} className={styles['item']}>
              <PreviewItem source={source} item={item} category={category} approved={approved} />
            </li>
          ))}
        </ul>
      )}
      {items.length > shown.length && (
        <div>
          <Button onClick={() => setWhole(true)}>{words.preview.more(items.length - shown.length)}</Button>
        </div>
      )}
      {items.length === shown.length && hasNextPage && isChosen && (
        <div>
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.preview.next}
          </Button>
        </div>
      )}
      {shown.length > 0 && <Soft>{words.preview.changed}</Soft>}
    </div>
  );
}
