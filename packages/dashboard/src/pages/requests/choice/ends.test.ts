import type { DataAccess } from '@parley/protocol';
import { expect, it } from 'vitest';
import { endOfDay, lastEnd, offeredEnds } from './ends.ts';

const now = new Date('2026-11-22T12:00:00Z');
const until = (...ends: string[]) => ends.map((end) => ({ access: { until: end } }) as DataAccess);

it('offers only ends that are earlier than the last one asked for', () => {
  const details = until('2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z');
  expect(lastEnd(details)).toBe('2027-01-01T00:00:00Z');
  expect(offeredEnds(details, now)).toEqual([
    { span: 'P7D', until: '2026-11-29T12:00:00.000Z' },
    { span: 'P1M', until: '2026-12-22T12:00:00.000Z' },
  ]);
});

it('takes a day to its end, and none that is over, later than asked, or no day', () => {
  const day = (text: string) => endOfDay(text, { now, asked: '2027-01-01T00:00:00Z' });
  expect(day('2026-12-01')).toBe(new Date('2026-12-01T23:59:59').toISOString());
  for (const wrong of ['2026-11-20', '2027-02-01', '', 'soon']) expect(day(wrong)).toBeUndefined();
});
