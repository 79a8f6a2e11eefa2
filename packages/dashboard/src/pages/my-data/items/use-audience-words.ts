import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { plainWords } from '../../../design/plain-words.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { nameIn } from '../form/name-in.ts';

const MOST_NAMED = 3;

/** Whom an item is for, by the names that the person has given them. */
export function useAudienceWords(
  known: ParsedVendors | undefined,
): (audience: DataItem['audience']) => string {
  const { myData } = useWords();
  const formats = useFormats();
  return (audience) => {
    if (audience === 'everyone') return myData.audience.everyone;
    if (audience.length === 0) return myData.audience.me;
    if (known === undefined) return myData.audience.some;
    const all = audience.map((id) => plainWords(nameIn(known, id) ?? myData.audience.unknown));
    const names = [...new Set(all)].slice(0, MOST_NAMED);
    const others = new Set(all).size - names.length;
    return formats.list(others > 0 ? [...names, myData.audience.others(others)] : names);
  };
}
