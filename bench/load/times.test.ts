import { expect, it } from 'vitest';
import { timesOf } from './times.ts';

it('says of many times what half and what 99 of a hundred do not exceed', () => {
  const ms = Array.from({ length: 200 }, (_, at) => 200 - at);
  expect(timesOf(ms)).toEqual({ count: 200, p50: 100, p99: 198, min: 1, max: 200 });
  expect(timesOf([7])).toEqual({ count: 1, p50: 7, p99: 7, min: 7, max: 7 });
});

it('has no number for no times', () => {
  expect(timesOf([])).toMatchObject({ count: 0, p50: Number.NaN, max: Number.NaN });
});
