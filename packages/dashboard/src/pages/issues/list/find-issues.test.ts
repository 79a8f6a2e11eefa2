import type { DataItem } from '@parley/protocol';
import { expect, it } from 'vitest';
import { addresseesOf, countOpen, EVERYTHING, findIssues } from './find-issues.ts';

const issue = (
  id: string,
  title: string,
  rest: Partial<DataItem> & { state?: string; at?: string } = {},
) => ({
  id,
  fields: { title, state: rest.state ?? 'open', createdAt: rest.at ?? '2026-11-01T00:00:00Z' },
  audience: rest.audience ?? ['acme'],
});
const all = [
  issue('a', 'Die Leitung fällt aus', { at: '2026-11-02T00:00:00Z' }),
  issue('b', 'The bill is wrong', { state: 'closed', audience: 'everyone' }),
  issue('c', 'Line and bill', { at: '2026-11-03T00:00:00Z', audience: [] }),
];
const idsOf = (sought: Partial<typeof EVERYTHING>) =>
  findIssues(all, { ...EVERYTHING, ...sought }).map(({ id }) => id);

it('puts what changed last first', () => {
  expect(idsOf({})).toEqual(['c', 'a', 'b']);
});

it('finds every word of the title, whatever its capitals and accents', () => {
  expect(idsOf({ text: ' LEITUNG  fallt ' })).toEqual(['a']);
  expect(idsOf({ text: 'bill' })).toEqual(['c', 'b']);
  expect(idsOf({ text: 'bill wrong' })).toEqual(['b']);
  expect(idsOf({ text: '(.*' })).toEqual([]);
});

it('tells open from closed, and whom it is for', () => {
  expect(idsOf({ states: 'open' })).toEqual(['c', 'a']);
  expect(idsOf({ states: 'closed' })).toEqual(['b']);
  expect(idsOf({ addressee: 'acme' })).toEqual(['a']);
  expect(idsOf({ addressee: 'everyone' })).toEqual(['b']);
  expect(idsOf({ addressee: 'nobody' })).toEqual(['c']);
  expect(countOpen(all)).toBe(2);
  expect(addresseesOf(all)).toEqual(['acme', 'everyone', 'nobody']);
});

it('orders an issue without a readable date all the same', () => {
  const odd = [issue('x', 'X', { at: 'soon' }), issue('y', 'Y', { at: 'later' })];
  expect(findIssues(odd, EVERYTHING).map(({ id }) => id)).toEqual(['x', 'y']);
});
