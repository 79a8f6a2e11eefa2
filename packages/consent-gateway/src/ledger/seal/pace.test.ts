import { describe, expect, it } from 'vitest';
import { blockPace, retryDelay, WAITING_THAT_COUNT } from './pace.ts';

describe('the pace of blocks', () => {
  it('is 5 s, and slower the more blocks wait, up to 60 s', () => {
    expect([0, 9, 10, 300, WAITING_THAT_COUNT, 1e6].map((waiting) => blockPace(waiting, 5).seconds)).toEqual([
      5, 5, 6, 35, 60, 60,
    ]);
  });

  it('is 60 s for an owner whose pod is behind', () => {
    expect(blockPace(0, 5).behind).toBe(60);
  });
});

describe('the next try', () => {
  it('comes twice as late each time, spread by half, and never later than seven and a half minutes', () => {
    expect([1, 2, 3, 100].map((attempts) => retryDelay(attempts, () => 0.5))).toEqual([2, 4, 8, 300]);
    expect(retryDelay(3, () => 0)).toBe(4);
    expect(retryDelay(1000, () => 0.999_999)).toBeLessThan(450);
  });
});
