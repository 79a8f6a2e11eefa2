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

/**
 * The instant that lies one duration before or after another.
 *
 * @example addDuration(new Date('2026-03-01T00:00:00Z'), 'P30D', -1) // 2026-01-30
 */
export function addDuration(from: Date, duration: string, sign: 1 | -1): Date {
  const match = DURATION.exec(duration);
  if (match === null) throw new RangeError('not an ISO 8601 duration in years, months and days');
  const [years, months, days] = match.slice(1).map((part) => sign * Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  const at = new Date(from);
  at.setUTCFullYear(at.getUTCFullYear() + years, at.getUTCMonth() + months, at.getUTCDate() + days);
  return at;
}
