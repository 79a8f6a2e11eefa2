import { categories, type DataCategory } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { type Filter, matchesFilter, statedAudience } from './matches-filter.ts';

const issues = categories.get('issues') as DataCategory;
const fieldless: DataCategory = { ...issues, filters: { odd: { label: 'Odd', kind: 'anyOf' } } };
const turned: DataCategory = {
  ...issues,
  filters: Object.fromEntries(Object.entries(issues.filters).toReversed()),
};
const item = { id: 'a', audience: 'everyone' as const, fields: { state: 'open' } };
const filter = (of: object): Filter => of as Filter;

describe('an open issue', () => {
  it.each<[string, object, boolean]>([
    ['no filter', {}, true],
    ['its state', { states: ['open'] }, true],
    ['its state among others', { states: ['closed', 'open'] }, true],
    ['another state', { states: ['closed'] }, false],
    ['no state at all', { states: [] }, false],
    ['its state as one word, not a list', { states: 'open' }, false],
    ['a field that it has not', { kinds: ['fault'] }, false],
    ['whom it is meant for, which is checked elsewhere', { addressee: 'requester' }, true],
    ['two, of which one does not fit', { states: ['open'], kinds: ['fault'] }, false],
    ['one that nobody declared', { toString: ['open'] }, false],
  ])('passes %s: %#', (_what, of, expected) => {
    expect(matchesFilter(item, filter(of), issues)).toBe(expected);
  });

  it('passes no filter that works on no field', () => {
    const named = { ...item, fields: { undefined: 'open' } };
    expect(matchesFilter(named, filter({ odd: ['open'] }), fieldless)).toBe(false);
  });
});

it.each<[string, object, DataCategory, string]>([
  ['says nothing', {}, issues, 'requester'],
  ['says requester', { addressee: 'requester' }, issues, 'requester'],
  ['says anyone', { addressee: 'anyone' }, issues, 'anyone'],
  ['says anyone where that filter is the last one', { addressee: 'anyone' }, turned, 'anyone'],
  ['says it in a list', { addressee: ['anyone'] }, issues, 'requester'],
  ['says it in another member', { states: 'anyone' }, issues, 'requester'],
  ['has it from its prototype', Object.create({ addressee: 'anyone' }) as object, issues, 'requester'],
  ['says it where the category has no such filter', { addressee: 'anyone' }, fieldless, 'requester'],
  ['says it of no name', { undefined: 'anyone' }, fieldless, 'requester'],
])('a filter that %s is for the right audience', (_what, of, category, expected) => {
  expect(statedAudience(filter(of), category)).toBe(expected);
});
