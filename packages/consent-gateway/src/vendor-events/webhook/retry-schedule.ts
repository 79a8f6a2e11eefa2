/** Seconds from one try to the next: ten tries, the last one a day after the first. */
export const RETRY_SECONDS: readonly number[] = [
  5, 295, 1_500, 5_400, 10_800, 18_000, 14_400, 21_600, 14_400,
];

/** What a receiver may ask for. */
const LONGEST_RETRY_AFTER_SECONDS = 6 * 3_600;

/**
 * When a delivery that failed is tried again: by the schedule, up to a fifth later, so that what failed together does not come back
 * together; later where the receiver has asked for it. `undefined`: it is given up.
 */
export function retryIn(
  attempts: number,
  options: {
    readonly retryAfterSeconds?: number | undefined;
    readonly schedule?: readonly number[] | undefined;
    /** 0 to 1. */
    readonly chance: number;
  },
): number | undefined {
  const { retryAfterSeconds = 0, schedule = RETRY_SECONDS, chance } = options;
  const seconds = schedule[attempts - 1];
  if (seconds === undefined) return undefined;
  return Math.max(seconds * (1 + chance / 5), Math.min(retryAfterSeconds, LONGEST_RETRY_AFTER_SECONDS));
}
