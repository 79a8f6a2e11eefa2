import { expect, it } from 'vitest';
import { createBoundedMap } from './bounded-map.ts';

it('drops what was not used lately', () => {
  const map = createBoundedMap<string, number>({ maxEntries: 2 });
  map.set('a', 1);
  map.set('b', 2);
  expect(map.get('a')).toBe(1);
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
});

it('holds only so much weight, counted anew when an entry is replaced', () => {
  const map = createBoundedMap<string, string>({
    maxEntries: 9,
    maxWeight: 5,
    weightOf: (text) => text.length,
  });
  map.set('a', 'xxx');
  map.set('a', 'x');
  map.set('b', 'xxxx');
  expect([...map.entries()]).toEqual([
    ['a', 'x'],
    ['b', 'xxxx'],
  ]);
  map.set('c', 'x');
  expect(map.get('a')).toBeUndefined();
  map.delete('b');
  map.set('d', 'xxxx');
  expect([...map.entries()].map(([key]) => key)).toEqual(['c', 'd']);
});

it('holds nothing that is too heavy by itself', () => {
  const map = createBoundedMap<string, string>({
    maxEntries: 9,
    maxWeight: 2,
    weightOf: (text) => text.length,
  });
  map.set('a', 'xxx');
  expect(map.size).toBe(0);
});

it('drops what was not used lately, also after it was walked through, emptied and filled again', () => {
  const map = createBoundedMap<number, number>({ maxEntries: 2 });
  for (let key = 0; key < 50; key += 1) map.set(key, key);
  map.get(48);
  map.set(50, 50);
  expect([...map.entries()].map(([key]) => key)).toEqual([48, 50]);
  map.delete(48);
  map.delete(50);
  for (const key of [1, 2, 3]) map.set(key, key);
  expect([...map.entries()].map(([key]) => key)).toEqual([2, 3]);
});

it('passes over what was used once for each time that it comes by, then drops that too', () => {
  const map = createBoundedMap<string, number>({ maxEntries: 2 });
  map.set('a', 1);
  map.set('b', 2);
  for (const _ of [1, 2, 3]) map.get('a');
  map.set('c', 3);
  map.set('d', 4);
  map.set('e', 5);
  expect([...map.entries()].map(([key]) => key)).toEqual(['d', 'e']);
});

it('keeps what is new, even where all the others were used', () => {
  const map = createBoundedMap<string, number>({ maxEntries: 2 });
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.get('b');
  map.set('c', 3);
  expect(map.get('c')).toBe(3);
  expect(map.size).toBe(2);
});
