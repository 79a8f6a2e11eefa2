import { type DataAccess, differenceOf, isWithin } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { CARE, entryOf, MARKETING } from '../../../test-support/consents.ts';
import { en } from '../../../words/en.ts';
import { formatsOf } from '../../../words/formats.ts';
import { vocabularyOf } from '../../../words/use-vocabulary.ts';
import { approvedOf } from '../../requests/choice/approved-of.ts';
import { type Part, partsOf, toggled, wholeChoice } from '../../requests/choice/choice.ts';
import { takenRows } from './taken-rows.ts';

const given = [entryOf(), entryOf({ purpose: MARKETING })];
const formats = formatsOf('en-GB', 'UTC');
const vocabulary = vocabularyOf(en.vocabulary);

/** What stays without these parts of a purpose, as it is sent. */
const without = (details: DataAccess[], ...parts: Part[]) =>
  approvedOf(
    details,
    parts.reduce((choice, part) => toggled(choice, CARE, part), wholeChoice(details)),
  );
const rows = (before: DataAccess[], after: DataAccess[]) =>
  takenRows(differenceOf(before, after), { words: en, formats, vocabulary, details: before }).map(
    ({ what, which }) => `${what}: ${which.join(', ')}`,
  );
const field = (category: string, name: string): Part => ({ kind: 'field', category, name });

describe('what is taken away', () => {
  it('is, whatever one part it is, less than before by exactly that, and said in one line', () => {
    for (const part of partsOf(entryOf())) {
      const after = without(given, part);
      expect(isWithin(after, given)).toBe(true);
      expect(isWithin(given, after)).toBe(false);
      expect(after[1]).toEqual(given[1]);
      expect(rows(given, after)).toHaveLength(1);
    }
  });

  it('is named in the words of the page', () => {
    const one = [entryOf()];
    const said = (...parts: Part[]) => rows(one, without(one, ...parts));
    expect(said(field('issues', 'description'), field('issues', 'state'))).toEqual([
      'Your issues: whether it is open or closed, the description',
    ]);
    expect(said(field('preferences', 'topic'), field('preferences', 'value'))).toEqual([
      'Your preferences: all of it',
    ]);
    expect(said({ kind: 'value', category: 'preferences', filter: 'topics', value: 'repairs' })).toEqual([
      'Your preferences: repairs',
    ]);
    expect(said({ kind: 'anyone', category: 'issues', filter: 'addressee' })).toEqual([
      'Your issues: what is meant for other companies',
    ]);
    expect(said({ kind: 'action', name: 'converse' }, { kind: 'recipient', name: 'Globex' })).toEqual([
      'It may no longer: write messages into your issues, and begin some itself',
      'Passing it on to: Globex',
    ]);
  });

  it('names the purpose where there are several, and one that is out as a whole', () => {
    expect(rows(given, without(given, field('issues', 'title')))).toEqual([
      'Customer care: Your issues: the title',
    ]);
    expect(rows(given, given.slice(1))).toEqual(['Everything for: Customer care']);
    const sooner = approvedOf(given, { ...wholeChoice(given), until: '2026-12-01T00:00:00Z' });
    expect(rows(given, sooner)[0]).toBe('Customer care: Until: 1 December 2026');
  });
});
