import { expect, it } from 'vitest';
import { dayOf, daysAfter, furthestEnd } from './later-days.ts';

const now = new Date('2026-11-22T10:00:00Z');

it('offers only days that are possible', () => {
  const last = new Date('2026-12-22T10:00:00Z');
  expect(daysAfter(['P7D', 'P1M', 'P3M'], { now, last })).toEqual([
    { span: 'P7D', at: '2026-11-29T10:00:00.000Z' },
    { span: 'P1M', at: '2026-12-22T10:00:00.000Z' },
  ]);
});

it('goes no further than 12 months, also by a clock that is a little fast', () => {
  expect(furthestEnd(now).toISOString()).toBe('2027-11-22T09:00:00.000Z');
});

it('writes a day as a field for dates takes it', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
