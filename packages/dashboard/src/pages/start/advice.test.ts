import type { ConsentView } from '@parley/protocol';
import { expect, it } from 'vitest';
import { adviceOf } from './advice.ts';

const now = new Date('2026-11-22T12:00:00Z');
const at = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
const consent = (parts: Partial<ConsentView>): ConsentView => ({
  consentId: 'consent_1',
  version: 1,
  status: 'given',
  vendor: { vendorId: 'https://acme.example/id', name: 'Acme', knownBy: 'document', held: false },
  details: [],
  givenAt: at(-10),
  until: at(100),
  firstReadAt: null,
  lastReadAt: null,
  readsThisMonth: 0,
  ...parts,
});
const reasons = (...all: Partial<ConsentView>[]) => adviceOf(all.map(consent), now).map(({ why }) => why);

it.each([
  ['ends within 7 days', { until: at(6.9) }, ['ending']],
  ['ends later', { until: at(7.1) }, []],
  ['was never read in 60 days', { givenAt: at(-61) }, ['unread']],
  ['was not read for 60 days', { givenAt: at(-80), lastReadAt: at(-61) }, ['unread']],
  ['is young', { givenAt: at(-59) }, []],
  ['has run for 90 days and is read', { givenAt: at(-91), lastReadAt: at(-1) }, ['review']],
  ['was reviewed', { givenAt: at(-105), lastReadAt: at(-1) }, []],
  ['has run for 90 days more', { givenAt: at(-181), lastReadAt: at(-1) }, ['review']],
  ['is paused', { status: 'paused', until: at(1) }, []],
  ['is over', { status: 'withdrawn', givenAt: at(-200) }, []],
] satisfies [string, Partial<ConsentView>, string[]][])('of what %s', (_what, parts, why) => {
  expect(reasons(parts)).toEqual(why);
});

it('says nothing of a company on hold, which reads nothing anyway', () => {
  const { vendor } = consent({});
  expect(reasons({ givenAt: at(-61), vendor: { ...vendor, held: true } })).toEqual([]);
});

it('begins with what ends first', () => {
  expect(reasons({ givenAt: at(-61) }, { until: at(5) }, { givenAt: at(-91), lastReadAt: at(-1) })).toEqual([
    'ending',
    'unread',
    'review',
  ]);
});
