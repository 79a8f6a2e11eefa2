import { categories, PURPOSES } from '@parley/protocol';
import { useMemo } from 'react';
import { useWords } from './locale.tsx';
import type { vocabularyEn } from './vocabulary-en.ts';

/** The terms of the wire in the person's language. */
export interface Vocabulary {
  purpose(iri: string): string;
  /** One sentence. `undefined`: there is none. */
  purposeMeans(iri: string): string | undefined;
  category(name: string): string;
  field(category: string, name: string): string;
  filter(category: string, name: string): string;
  /** Out of a closed list. */
  value(word: string): string;
}

export function useVocabulary(): Vocabulary {
  const { vocabulary } = useWords();
  return useMemo(() => vocabularyOf(vocabulary), [vocabulary]);
}

export function vocabularyOf(words: typeof vocabularyEn): Vocabulary {
  const purpose = (iri: string) => words.purposes[iri.slice(iri.indexOf('#') + 1)];
  return {
    purpose: (iri) => purpose(iri)?.name ?? PURPOSES[iri] ?? iri,
    purposeMeans: (iri) => purpose(iri)?.means,
    category: (name) => words.categories[name] ?? categories.get(name)?.label ?? name,
    field: (category, name) =>
      words.fields[category]?.[name] ?? categories.get(category)?.fields[name]?.label ?? name,
    filter: (category, name) =>
      words.filters[category]?.[name] ?? categories.get(category)?.filters[name]?.label ?? name,
    value: (word) => words.values[word] ?? word,
  };
}
