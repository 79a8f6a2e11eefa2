import { PARLEY_NAMESPACE } from '../vocabulary/parley.ts';

/** The closed list of a `token` field in our own vocabulary: each word, and its IRI with the prefix before it. */
export function tokens<const Word extends string>(
  prefix: string,
  ...words: Word[]
): Readonly<Record<Word, string>> {
  const list = words.map((word) => [word, `${PARLEY_NAMESPACE}${prefix}${word}`]);
  return Object.fromEntries(list) as Record<Word, string>;
}
