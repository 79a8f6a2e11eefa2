import type { RequestView } from '@parley/protocol';
import type { Entry } from '../../../gateway/entry.ts';

/** One line of what has happened: an entry with those that are just like it, or that the company has asked. */
export type TimelineRow =
  | { readonly kind: 'entries'; readonly at: string; readonly entries: readonly [Entry, ...Entry[]] }
  | { readonly kind: 'asked'; readonly at: string; readonly request: RequestView };

export interface TimelineDay {
  readonly day: string;
  readonly rows: readonly TimelineRow[];
}

/**
 * What has happened, day by day, the newest first. Reads of one day that follow each other and differ only in their time are one line.
 *
 * @param options.isWhole - whether there are no older entries; else what was asked before the last of them waits for these
 * @param options.dayOf - a day as it is shown
 */
export function timelineDays(
  entries: readonly Entry[],
  requests: readonly RequestView[],
  { isWhole, dayOf }: { readonly isWhole: boolean; readonly dayOf: (at: string) => string },
): TimelineDay[] {
  const oldest = entries.at(-1)?.at;
  const asked = requests
    .filter(({ askedAt }) => isWhole || (oldest !== undefined && isBefore(oldest, askedAt)))
    .map((request): TimelineRow => ({ kind: 'asked', at: request.askedAt, request }));
  const happened = entries.map((entry): TimelineRow => ({ kind: 'entries', at: entry.at, entries: [entry] }));
  const days: { day: string; rows: TimelineRow[] }[] = [];
  for (const row of [...happened, ...asked].sort((a, b) => (isBefore(a.at, b.at) ? 1 : -1))) {
    const day = dayOf(row.at);
    const last = days.at(-1);
    if (last?.day !== day) days.push({ day, rows: [row] });
    else last.rows = withRow(last.rows, row);
  }
  return days;
}

function withRow(rows: readonly TimelineRow[], row: TimelineRow): TimelineRow[] {
  const last = rows.at(-1);
  if (last?.kind !== 'entries' || row.kind !== 'entries' || !isAlike(last.entries[0], row.entries[0]))
    return [...rows, row];
  return [...rows.slice(0, -1), { ...last, entries: [...last.entries, ...row.entries] }];
}

/** How often it happened: a refusal counts those of its hour itself. */
export const timesOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { count }) => sum + (count ?? 1), 0);

const isAlike = (one: Entry, other: Entry): boolean =>
  one.kind === 'read' && JSON.stringify(whatOf(one)) === JSON.stringify(whatOf(other));

const whatOf = ({ kind, outcome, reason, purpose, category, fields }: Entry) => [
  kind,
  outcome,
  reason,
  purpose,
  category,
  fields,
];

const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);
