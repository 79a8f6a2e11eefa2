import type { DataCategory, DataItem } from '@parley/protocol';
import { plainWords } from '../../../design/plain-words.ts';
import { presentationOf } from './presentation.ts';

export interface ItemGroup {
  /** The value that its items share; `undefined`: the category is not divided. */
  readonly of: string | undefined;
  readonly items: readonly DataItem[];
}

/** The items by what they share, in the order of the alphabet, and no more of them than wanted. */
export function groupItems(
  category: DataCategory,
  options: { readonly items: readonly DataItem[]; readonly most: number },
): readonly ItemGroup[] {
  const { groupBy } = presentationOf(category);
  const groups = new Map<string | undefined, DataItem[]>();
  for (const item of options.items) {
    const of = groupBy === undefined ? undefined : plainWords(String(item.fields[groupBy] ?? ''));
    const group = groups.get(of);
    if (group === undefined) groups.set(of, [item]);
    else group.push(item);
  }
  let left = options.most;
  return [...groups]
    .toSorted(([a = ''], [b = '']) => a.localeCompare(b))
    .flatMap(([of, items]) => {
      const shown = items.slice(0, left);
      left -= shown.length;
      return shown.length === 0 ? [] : [{ of, items: shown }];
    });
}

/** The items in which each of the words is found. */
export function searchItems(items: readonly DataItem[], words: string): readonly DataItem[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return items;
  return items.filter(({ fields }) => {
    const text = Object.values(fields)
      .filter((value) => typeof value !== 'object')
      .join(' ')
      .toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
