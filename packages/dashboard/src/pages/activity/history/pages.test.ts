import { expect, it } from 'vitest';
import type { Entry } from '../../../gateway/entry.ts';
import { entriesOf, renewed } from './pages.ts';

const page = (ids: string, nextCursor?: string) => ({
  entries: [...ids].map((id) => ({ id }) as Entry),
  nextCursor,
});
const idsOf = (entries: readonly Entry[]) => entries.map(({ id }) => id).join('');

it('puts what is new before what was there, and goes on at the same place', () => {
  const { entries, nextCursor } = renewed(page('zyxf', 'after f'), page('xfedc', 'after c'));
  expect([idsOf(entries), nextCursor]).toEqual(['zyxfedc', 'after c']);
});

it('begins anew where something may lie between, and where everything fits', () => {
  expect(renewed(page('zy', 'after y'), page('fed', 'after d'))).toEqual(page('zy', 'after y'));
  expect(renewed(page('fe'), page('fed', 'after d'))).toEqual(page('fe'));
  expect(renewed(page('fe', 'x'), undefined)).toEqual(page('fe', 'x'));
});

it('shows an entry once, as the newest page says', () => {
  const [now, before] = [page('cb'), page('ba')];
  const entries = entriesOf([now, before]);
  expect(idsOf(entries)).toBe('cba');
  expect(entries[1]).toBe(now.entries[1]);
});
