import { expect, it } from 'vitest';
import { slopeOf } from './slope.ts';

it('finds how much memory grows under what goes up and down', () => {
  expect(slopeOf([0, 1, 2, 3].map((x) => [x, 100 + 5 * x]))).toBeCloseTo(5);
  expect(
    slopeOf([
      [0, 101],
      [1, 99],
      [2, 99],
      [3, 101],
    ]),
  ).toBeCloseTo(0);
});

it('takes what does not go on for flat', () => {
  expect(
    slopeOf([
      [1, 100],
      [1, 200],
    ]),
  ).toBe(0);
});
