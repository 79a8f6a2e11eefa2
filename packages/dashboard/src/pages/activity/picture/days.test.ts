import { expect, it } from 'vitest';
import { barsOf, countDays, daysShown, tableOf } from './days.ts';

const activity = {
  from: '2026-11-01',
  to: '2026-11-30',
  vendors: [
    { vendorId: 'a', name: 'A', days: [{ day: '2026-11-01', reads: 1, refused: 0 }] },
    {
      vendorId: 'b',
      name: 'B',
      days: [
        { day: '2026-11-01', reads: 2, refused: 0 },
        { day: '2026-11-30', reads: 1, refused: 5 },
      ],
    },
  ],
};

it('shows the last thirty days, or what is chosen, and never more than are given at once', () => {
  expect(daysShown({}, '2026-11-22')).toEqual({ from: '2026-10-24', to: '2026-11-22' });
  expect(countDays(daysShown({}, '2026-11-22'))).toBe(30);
  expect(daysShown({ from: '2026-11-20' }, '2026-11-22')).toEqual({ from: '2026-11-20', to: '2026-11-22' });
  expect(daysShown({ to: '2026-03-01' }, '2026-11-22')).toEqual({ from: '2026-01-31', to: '2026-03-01' });
  expect(countDays(daysShown({ from: '2020-01-01' }, '2026-11-22'))).toBe(366);
  expect(daysShown({ from: '2026-12-01' }, '2026-11-22')).toEqual({ from: '2026-12-01', to: '2026-12-01' });
});

it('adds up each company, the one that read most first, with each day in its place', () => {
  expect(barsOf(activity)).toMatchObject([
    { vendorId: 'b', reads: 3, refused: 5, most: { day: '2026-11-30' }, bars: [{ at: 0 }, { at: 29 }] },
    { vendorId: 'a', reads: 1, refused: 0, most: { day: '2026-11-01' }, bars: [{ at: 0 }] },
  ]);
});

it('says the same as a table, the newest day first', () => {
  expect(tableOf(activity)).toEqual([
    { vendorId: 'b', day: '2026-11-30', reads: 1, refused: 5 },
    { vendorId: 'b', day: '2026-11-01', reads: 2, refused: 0 },
    { vendorId: 'a', day: '2026-11-01', reads: 1, refused: 0 },
  ]);
});
