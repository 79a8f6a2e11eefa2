import type { RequestView } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../gateway/entry.ts';
import { timelineDays, timesOf } from './timeline-rows.ts';

const entry = (at: string, parts: Partial<Entry> = {}): Entry => ({
  id: `entry_${at}`,
  at,
  kind: 'read',
  outcome: 'disclosed',
  consentId: 'consent_1',
  version: 1,
  vendorId: 'acme',
  category: 'issues',
  fields: ['title'],
  body: '',
  sequence: 1,
  blockNumber: null,
  inPod: false,
  ...parts,
});
const request = (askedAt: string) => ({ requestId: `request_${askedAt}`, askedAt }) as RequestView;
const dayOf = (at: string) => at.slice(0, 10);
const shown = (...given: Parameters<typeof timelineDays>) =>
  timelineDays(...given).map(({ day, rows }) => [
    day,
    ...rows.map((row) => (row.kind === 'asked' ? 'asked' : row.entries.map(({ at }) => at.slice(11)))),
  ]);

describe('what has happened with a company', () => {
  it('is told day by day, the newest first, with what it asked in between', () => {
    const entries = [entry('2026-11-22T09:00'), entry('2026-11-21T08:00', { kind: 'act', act: 'give' })];
    const asked = [request('2026-11-21T07:00'), request('2026-11-21T09:00')];
    expect(shown(entries, asked, { isWhole: true, dayOf })).toEqual([
      ['2026-11-22', ['09:00']],
      ['2026-11-21', 'asked', ['08:00'], 'asked'],
    ]);
  });

  it('makes one line of reads that are alike, and of nothing else', () => {
    const entries = [
      entry('2026-11-22T09:00'),
      entry('2026-11-22T08:00'),
      entry('2026-11-22T07:00', { fields: ['title', 'state'] }),
      entry('2026-11-22T06:00', { kind: 'act', act: 'give' }),
      entry('2026-11-22T05:00', { kind: 'act', act: 'give' }),
      entry('2026-11-21T05:00'),
    ];
    expect(shown(entries, [], { isWhole: true, dayOf })).toEqual([
      ['2026-11-22', ['09:00', '08:00'], ['07:00'], ['06:00'], ['05:00']],
      ['2026-11-21', ['05:00']],
    ]);
  });

  it('keeps what was asked back until everything newer is there', () => {
    const entries = [entry('2026-11-22T09:00')];
    const asked = [request('2026-11-22T10:00'), request('2026-11-22T08:00')];
    expect(shown(entries, asked, { isWhole: false, dayOf })).toEqual([['2026-11-22', 'asked', ['09:00']]]);
    expect(shown([], asked, { isWhole: false, dayOf })).toEqual([]);
  });

  it('counts a refusal as often as it happened', () => {
    expect(timesOf([entry('1'), entry('2', { count: 7 })])).toBe(8);
  });
});
