import { categories, type DataAccess } from '@parley/protocol';
import { expect, it } from 'vitest';
import { seenOf } from './seen-of.ts';

const asked = {
  datatypes: ['preferences'],
  fields: { preferences: { required: ['topic', 'statement'], optional: ['value'] } },
  filter: { preferences: { topics: ['delivery', 'repairs'] } },
} as unknown as DataAccess;
const category = categories.get('preferences') ?? { name: '', filters: {} };
const items = [
  { id: 'item_1', topic: 'delivery', statement: 'After six', value: 18 },
  { id: 'item_2', topic: 'repairs', statement: 'At home' },
];

it('shows what is chosen of each item, and the same items in the same order', () => {
  const approved = { ...asked, fields: { preferences: { required: ['statement'], optional: [] } } };
  expect(seenOf(items, { asked, approved, category })).toEqual({
    items: [
      { id: 'item_1', statement: 'After six' },
      { id: 'item_2', statement: 'At home' },
    ],
    isUncertain: false,
  });
});

it('leaves out items of a topic that was taken away, also where the topic itself is hidden from the company', () => {
  const approved = {
    ...asked,
    fields: { preferences: { required: ['statement'], optional: [] } },
    filter: { preferences: { topics: ['repairs'] } },
  };
  expect(seenOf(items, { asked, approved, category }).items).toEqual([
    { id: 'item_2', statement: 'At home' },
  ]);
});

it('says so where it cannot tell which items are left out', () => {
  const blind = { ...asked, fields: { preferences: { required: ['statement'], optional: [] } } };
  const approved = { ...blind, filter: { preferences: { topics: ['repairs'] } } };
  expect(seenOf(items, { asked: blind, approved, category }).isUncertain).toBe(true);
});

it('shows nothing of what is not given', () => {
  expect(seenOf(items, { asked, approved: undefined, category }).items).toEqual([]);
});
