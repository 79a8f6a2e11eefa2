import { classNames } from '../../../design/class-names.ts';
import { plainWords } from '../../../design/plain-words.ts';
import { Tag } from '../../../design/tag.tsx';
import type { Entry } from '../../../gateway/entry.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { whatHappened, whyRefused } from '../entry-words.ts';
import { EachTime } from './each-time.tsx';
import styles from './history.module.css';
import type { HistoryRow } from './rows.ts';
import { useTimesWords } from './times-words.ts';

interface Props {
  readonly row: HistoryRow;
  readonly nameOf: (vendorId: string) => string;
}

export function RowOfHistory({ row, nameOf }: Props) {
  const formats = useFormats();
  if (row.kind === 'day') return <h2 className={styles['day']}>{formats.wholeDay(row.at)}</h2>;
  const [newest] = row.entries;
  return (
    <div className={styles['around']}>
      <div className={classNames(styles['row'], newest.outcome === 'refused' && styles['refused'])}>
        <time className={styles['time']} dateTime={newest.at}>
          {formats.time(newest.at)}
        </time>
        <div className={styles['inside']}>
          <What entries={row.entries} company={nameOf(newest.vendorId)} />
        </div>
      </div>
    </div>
  );
}

/** By whom, what, and how often; then why and which fields. */
function What({
  entries,
  company,
}: {
  readonly entries: readonly [Entry, ...Entry[]];
  readonly company: string;
}) {
  const words = useWords();
  const timesWords = useTimesWords();
  const vocabulary = useVocabulary();
  const { activity } = words;
  const [newest] = entries;
  return (
    <>
      <p className={styles['who']}>
        <bdi>{company}</bdi>
        {newest.outcome === 'refused' && <Tag tone="warn">{activity.refused}</Tag>}
        {entries.some(({ inPod }) => !inPod) && <Tag>{activity.notCopied}</Tag>}
      </p>
      <p>{[whatHappened(newest, words, vocabulary), ...timesWords(entries)].join(', ')}</p>
      {newest.outcome === 'refused' && <p>{whyRefused(newest, activity)}</p>}
      <Why entry={newest} />
      {entries.length > 1 && <EachTime entries={entries} />}
    </>
  );
}

function Why({
  entry: { kind, purpose, category = '', fields = [], firstAt = '', lastAt = '' },
}: {
  readonly entry: Entry;
}) {
  const { activity } = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  if (kind === 'gap')
    return (
      <p className={styles['why']}>
        {activity.gapText(formats.dayAndTime(firstAt), formats.dayAndTime(lastAt))}
      </p>
    );
  const names = fields.map((field) => plainWords(vocabulary.field(category, field)));
  return (
    <>
      {purpose !== undefined && (
        <p className={styles['why']}>
          {activity.purpose} <bdi>{plainWords(vocabulary.purpose(purpose))}</bdi>
        </p>
      )}
      {names.length > 0 && (
        <p className={styles['why']}>
          {activity.fields}: <bdi>{names.join(' · ')}</bdi>
        </p>
      )}
    </>
  );
}
