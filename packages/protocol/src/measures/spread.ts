import { FEWEST_TO_SAY, type Share, type Spread } from './measures.ts';

/** The middle and the ends of some durations in seconds. No average: one case that took a year would be all that it tells. */
export function spreadOf(seconds: readonly number[]): Spread {
  const sorted = [...seconds].sort((a, b) => a - b);
  const [least = 0] = sorted;
  const count = sorted.length;
  if (count < FEWEST_TO_SAY) return { count };
  const middle = (count - 1) / 2;
  const at = (index: number) => sorted[index] ?? 0;
  return {
    count,
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least,
    greatest: at(count - 1),
  };
}

export function shareOf(count: number, of: number): Share {
  return of < FEWEST_TO_SAY ? { count, of } : { count, of, share: count / of };
}

/** Never below nothing: two clocks may differ. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
