import { z } from 'zod';

/** An RFC 3339 instant in UTC, such as `2027-02-22T00:00:00Z`. */
export const instantSchema = z.iso.datetime({
  offset: false,
  message: 'an RFC 3339 instant in UTC, such as 2027-02-22T00:00:00Z',
});

const DURATION = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})D)?$/;

/** An ISO 8601 duration in years, months and days, such as `P90D` or `P1Y`. */
export const durationSchema = z
  .string()
  .regex(DURATION, 'an ISO 8601 duration in years, months or days, such as P90D');

/** What a duration says. A year is 12 months; how many days a month has depends on where it begins. */
export interface DurationParts {
  readonly months: number;
  readonly days: number;
}

/** @throws {RangeError} where the text is no duration */
export function durationParts(duration: string): DurationParts {
  const match = DURATION.exec(duration);
  if (match === null) throw new RangeError('not an ISO 8601 duration in years, months and days');
  const [, years = 0, months = 0, days = 0] = match;
  return { months: Number(years) * 12 + Number(months), days: Number(days) };
}

/**
 * The instant that lies one duration before or after another: first the months, then the days. Where the month that is reached has
 * no such day, its last day counts, as in Java and in ECMAScript's Temporal: a month after 31 January is the end of February, so
 * that "a month" never reaches into the month after the next.
 *
 * @throws {RangeError} where the text is no duration
 * @example addDuration(new Date('2026-03-01T00:00:00Z'), 'P30D', -1) // 2026-01-30
 * @example addDuration(new Date('2027-01-31T00:00:00Z'), 'P1M', 1) // 2027-02-28
 */
export function addDuration(from: Date, duration: string, sign: 1 | -1): Date {
  const { months, days } = durationParts(duration);
  const at = new Date(from);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + sign * months);
  at.setUTCDate(Math.min(day, daysInMonth(at)));
  at.setUTCDate(at.getUTCDate() + sign * days);
  return at;
}

function daysInMonth(of: Date): number {
  const last = new Date(of);
  last.setUTCMonth(of.getUTCMonth() + 1, 0);
  return last.getUTCDate();
}
