import { categories, PURPOSES } from '@parley/protocol';
import { expect, it } from 'vitest';
import { vocabularyOf } from './use-vocabulary.ts';
import { vocabularyDe } from './vocabulary-de.ts';
import { vocabularyEn } from './vocabulary-en.ts';

const [english, german] = [vocabularyOf(vocabularyEn), vocabularyOf(vocabularyDe)];

it('has a name and a sentence for each purpose, in both languages', () => {
  for (const iri of Object.keys(PURPOSES)) {
    expect(english.purpose(iri)).toBe(PURPOSES[iri]);
    for (const words of [english, german]) expect(words.purposeMeans(iri)).toMatch(/^\p{Lu}.+\.$/u);
    expect(german.purpose(iri)).not.toBe(PURPOSES[iri]);
  }
});

it('says each field, filter and value of every category in German', () => {
  for (const [category, { fields, filters, label }] of categories) {
    expect(german.category(category)).not.toBe(label);
    for (const [name, field] of Object.entries(fields)) {
      expect(german.field(category, name)).not.toBe(field.label);
      const { values = {} } = field as { values?: Readonly<Record<string, string>> };
      for (const value of Object.keys(values)) expect(vocabularyDe.values).toHaveProperty([value]);
    }
    for (const [name, filter] of Object.entries(filters))
      expect(german.filter(category, name)).not.toBe(filter.label);
  }
});

it('calls what it does not know by its own name', () => {
  expect(english.field('intents', 'budget')).toBe('budget');
  expect(german.value('odd')).toBe('odd');
});
