import type { RequestView } from '@parley/protocol';
import { Link } from 'wouter';
import { Tag } from '../../../design/tag.tsx';
import type { Entry } from '../../../gateway/entry.ts';
import type { Words } from '../../../words/en.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import styles from './timeline-card.module.css';
import { type TimelineRow, timesOf } from './timeline-rows.ts';

/** When, what, and what exactly. */
export function TimelineLine({ row }: { readonly row: TimelineRow }) {
  const formats = useFormats();
  const { company: words } = useWords();
  const newest = formats.time(row.at);
  const oldest = row.kind === 'entries' ? formats.time(oldestOf(row.entries)) : newest;
  return (
    <li className={styles['row']}>
      <span className={styles['time']}>
        {newest === oldest ? newest : words.timeline.between(oldest, newest)}
      </span>
      {row.kind === 'asked' ? <Asked request={row.request} /> : <Happened entries={row.entries} />}
    </li>
  );
}

/** A refusal stands for all of its hour. */
function oldestOf(entries: readonly [Entry, ...Entry[]]): string {
  const last = entries.at(-1) ?? entries[0];
  return last.firstAt ?? last.at;
}

function Asked({ request }: { readonly request: RequestView }) {
  const { company: words } = useWords();
  const { status, requestId } = request;
  return (
    <span className={styles['what']}>
      <Link href={`/requests/${requestId}`}>{words.timeline.asked}</Link>
      <span className={styles['detail']}>{words.timeline.askedStatus[status] ?? status}</span>
    </span>
  );
}

function Happened({ entries }: { readonly entries: readonly [Entry, ...Entry[]] }) {
  const words = useWords();
  const formats = useFormats();
  const { timeline } = words.company;
  const [entry] = entries;
  const times = timesOf(entries);
  return (
    <span className={styles['what']}>
      <span>
        {whatHappened(entry, words)}
        {times > 1 && `, ${timeline.times(formats.number(times))}`}
      </span>
      {entry.outcome === 'refused' && (
        <Tag tone="warn">{timeline.reasons[entry.reason ?? ''] ?? timeline.refused}</Tag>
      )}
      <Detail entry={entry} />
    </span>
  );
}

function Detail({ entry }: { readonly entry: Entry }) {
  const { company: words } = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  const { category, fields = [], purpose, itemCount } = entry;
  const parts = [
    ...(purpose === undefined ? [] : [vocabulary.purpose(purpose)]),
    ...(itemCount === undefined ? [] : [words.timeline.items(formats.number(itemCount), itemCount === 1)]),
    ...(category === undefined || fields.length === 0
      ? []
      : [formats.list(fields.map((field) => vocabulary.field(category, field)))]),
  ];
  return parts.length === 0 ? null : <span className={styles['detail']}>{parts.join(' · ')}</span>;
}

function whatHappened(
  { kind, act, category, outcome }: Entry,
  { company: words, categories }: Words,
): string {
  const { timeline } = words;
  if (kind === 'gap') return timeline.gap;
  if (kind === 'act') return timeline.acts[act ?? ''] ?? timeline.act;
  if (outcome === 'refused') return timeline.refused;
  if (kind === 'reply') return timeline.reply;
  return category === undefined ? timeline.readUnknown : timeline.read(categories[category] ?? category);
}
