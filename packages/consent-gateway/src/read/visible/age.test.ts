import { expect, it } from 'vitest';
import { bornAt, instantOf } from './age.ts';

const item = (fields: Record<string, string>) => ({ id: 'a', audience: 'everyone' as const, fields });
const ON = ['createdAt', 'modifiedAt'];

it.each<[string, Record<string, string>, number]>([
  [
    'the newest of its instants',
    { createdAt: '1970-01-01T00:00:01Z', modifiedAt: '1970-01-01T00:00:02Z' },
    2_000,
  ],
  ['the one that it has', { modifiedAt: '1970-01-01T00:00:02Z' }, 2_000],
  ['the one that can be read', { createdAt: '1970-01-01T00:00:01Z', modifiedAt: 'yesterday' }, 1_000],
  ['older than anything where it has none', {}, -8.64e15],
  ['not as old as a field says that does not count', { validFrom: '1970-01-01T00:00:01Z' }, -8.64e15],
])('an item is as old as %s', (_what, fields, expected) => {
  expect(bornAt(item(fields), ON)).toBe(expected);
});

it('takes no instant from what only looks like a field', () => {
  const fields = Object.create({ createdAt: '1970-01-01T00:00:01Z' }) as Record<string, string>;
  expect(instantOf(fields, 'createdAt')).toBeUndefined();
});
