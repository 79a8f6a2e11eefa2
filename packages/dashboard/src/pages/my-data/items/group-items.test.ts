import { categories, type DataCategory, type DataItem } from '@parley/protocol';
import { expect, it } from 'vitest';
import { groupItems, searchItems } from './group-items.ts';
import { titleOf } from './presentation.ts';

const preferences = categories.get('preferences') as DataCategory;
const contact = categories.get('contact') as DataCategory;
const item = (id: string, topic: string, statement = id): DataItem => ({
  id,
  fields: { topic, statement, strength: 'prefer' },
  audience: 'everyone',
});

it('divides by topic in the order of the alphabet, whatever a topic has in it, and shows no more than wanted', () => {
  const items = [
    item('a', 'repairs'),
    item('b', 'delivery\u202e'),
    item('c', 'repairs'),
    item('d', 'delivery'),
  ];
  const ids = (most: number) =>
    groupItems(preferences, { items, most }).map(({ of, items: inGroup }) => [
      of,
      inGroup.map(({ id }) => id),
    ]);
  expect(ids(10)).toEqual([
    ['delivery', ['b', 'd']],
    ['repairs', ['a', 'c']],
  ]);
  expect(ids(3)).toEqual([
    ['delivery', ['b', 'd']],
    ['repairs', ['a']],
  ]);
  expect(ids(2)).toHaveLength(1);
});

it('finds items in which each word is', () => {
  const items = [item('a', 'repairs', 'Never before NINE'), item('b', 'delivery', 'Never')];
  expect(searchItems(items, ' nine  rep ').map(({ id }) => id)).toEqual(['a']);
  expect(searchItems(items, ' ')).toHaveLength(2);
  expect(searchItems(items, 'never noon')).toEqual([]);
});

it('calls an item by what it says', () => {
  expect(titleOf(preferences, item('a', 'repairs', 'Never'))).toBe('Never');
  const fields = { kind: 'post', name: 'Ann', city: 'Leeds', street: 'Long Lane 5' };
  expect(titleOf(contact, { id: 'a', fields, audience: [] })).toBe('Long Lane 5, Leeds');
  expect(titleOf({ ...contact, name: 'other' }, { id: 'a', fields, audience: [] })).toBe(
    'post, Ann, Long Lane 5, Leeds',
  );
});
