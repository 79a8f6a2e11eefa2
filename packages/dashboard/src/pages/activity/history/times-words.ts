import type { Entry } from '../../../gateway/entry.ts';
import { type Formats, useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';

type Entries = readonly [Entry, ...Entry[]];

/** How often, between when and when, and of how many items it was; nothing where it is known by itself. */
export function useTimesWords(): (entries: Entries) => readonly string[] {
  const { activity } = useWords();
  const formats = useFormats();
  const items = useItemsWords();
  const said = (count: number, from: string, to: string) => [
    activity.times(formats.number(count)),
    ...(isSame(from, to, formats) ? [] : [activity.between(formats.time(from), formats.time(to))]),
  ];
  return (entries) => {
    const [newest] = entries;
    const oldest = entries.at(-1) ?? newest;
    if (entries.length > 1) return said(entries.length, oldest.at, newest.at);
    const { count = 1, firstAt, lastAt } = newest;
    if (count > 1 && newest.kind !== 'gap') return said(count, firstAt ?? newest.at, lastAt ?? newest.at);
    return items(newest);
  };
}

/** How many items one read gave. */
export function useItemsWords(): (entry: Entry) => readonly string[] {
  const { activity } = useWords();
  const formats = useFormats();
  return ({ kind, outcome, itemCount }) => {
    if (kind !== 'read' || outcome !== 'disclosed' || itemCount === undefined) return [];
    return [itemCount === 0 ? activity.noItems : activity.items(formats.number(itemCount), itemCount === 1)];
  };
}

const isSame = (from: string, to: string, { time }: Formats): boolean => time(from) === time(to);
