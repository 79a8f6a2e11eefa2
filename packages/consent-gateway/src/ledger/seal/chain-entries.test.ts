import { entryLink, firstLink } from '@parley/protocol';
import { expect, it } from 'vitest';
import { chainEntries } from './chain-entries.ts';

const entry = (consentId: string, second: number) => ({
  consentId,
  at: `2026-11-22T10:00:0${second}.000001Z`,
  body: `{"id":"entry_${second}"}`,
});

it('follows the chain of each consent from its head, or from its beginning, through entries that alternate', async () => {
  const heads = new Map([['consent_a', { sequence: 7, link: 'link of a7' }]]);
  const entries = [
    entry('consent_a', 1),
    entry('consent_b', 2),
    entry('consent_a', 3),
    entry('consent_b', 4),
  ];
  const a8 = await entryLink('link of a7', { sequence: 8, ...entries[0]! });
  const b1 = await entryLink(await firstLink('consent_b'), { sequence: 1, ...entries[1]! });
  expect(await chainEntries(entries, heads)).toEqual([
    { sequence: 8, link: a8 },
    { sequence: 1, link: b1 },
    { sequence: 9, link: await entryLink(a8, { sequence: 9, ...entries[2]! }) },
    { sequence: 2, link: await entryLink(b1, { sequence: 2, ...entries[3]! }) },
  ]);
  expect([...heads]).toEqual([['consent_a', { sequence: 7, link: 'link of a7' }]]);
});
