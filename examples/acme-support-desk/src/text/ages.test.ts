import { expect, it } from 'vitest';
import { ageInWords, durationInWords } from './ages.ts';

it('says durations in the largest unit that fits', () => {
  expect([-1, 0, 1, 59.9, 60, 7_200, 86_400, 90 * 86_400].map(durationInWords)).toEqual([
    '0 seconds',
    '0 seconds',
    '1 second',
    '59 seconds',
    '1 minute',
    '2 hours',
    '1 day',
    '90 days',
  ]);
});

it('says no age where there is no instant', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  expect(ageInWords('2026-11-20T12:00:00Z', now)).toBe('2 days');
  expect([undefined, 'soon'].map((instant) => ageInWords(instant, now))).toEqual([undefined, undefined]);
});
