import { describe, expect, it } from 'vitest';
import { RETRY_SECONDS, retryIn } from './retry-schedule.ts';

describe('a delivery that failed', () => {
  it('is tried ten times, the last time a day after the first', () => {
    const waits = Array.from({ length: 9 }, (_, index) => retryIn(index + 1, { chance: 0 }));
    expect(waits).toEqual([...RETRY_SECONDS]);
    expect(RETRY_SECONDS.reduce((sum, seconds) => sum + seconds, 0)).toBe(86_400);
    expect(retryIn(10, { chance: 0 })).toBeUndefined();
  });

  it('comes back up to a fifth later, not together with all others', () => {
    expect(retryIn(2, { chance: 1 })).toBe(295 * 1.2);
  });

  it.each([
    ['earlier than the schedule', 1, 5],
    ['later', 60, 60],
    ['in a year', 31_536_000, 21_600],
  ])('waits as the receiver asks, within bounds: %s', (_what, retryAfterSeconds, seconds) => {
    expect(retryIn(1, { retryAfterSeconds, chance: 0 })).toBe(seconds);
  });
});
