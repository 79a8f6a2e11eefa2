import type { Entry } from '../../../gateway/entry.ts';

/** The columns after those in words; their names are those of the entry. */
const COLUMNS = [
  'vendorId',
  'kind',
  'outcome',
  'act',
  'by',
  'purpose',
  'category',
  'fields',
  'itemCount',
  'reason',
  'count',
  'firstAt',
  'lastAt',
  'consentId',
  'version',
  'sequence',
  'blockNumber',
  'inPod',
  'requestId',
  'tokenId',
  'id',
] as const satisfies readonly (keyof Entry)[];

/** The history as a table: when, who and what in words, then all that an entry says. Fields are parted by spaces. */
export function historyTable(
  entries: readonly Entry[],
  words: {
    readonly company: string;
    readonly what: string;
    nameOf(vendorId: string): string;
    say(entry: Entry): string;
  },
): string[][] {
  const head = ['at', words.company, words.what, ...COLUMNS];
  const lines = entries.map((entry) => [
    entry.at,
    words.nameOf(entry.vendorId),
    words.say(entry),
    ...COLUMNS.map((column) => textOf(entry[column])),
  ]);
  return [head, ...lines];
}

function textOf(value: Entry[(typeof COLUMNS)[number]]): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? value.join(' ') : String(value);
}
