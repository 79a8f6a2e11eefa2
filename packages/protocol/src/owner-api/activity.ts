import { z } from 'zod';

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;
const day = z.iso.date();

/** The query of `GET /activity`: both days count, in UTC; at most 366 of them. Default: the 30 days until today. */
export const activityQuerySchema = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || isSpan(from, to),
    'at most 366 days, the first one first',
  );

function isSpan(from: string, to: string): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days >= 1 && days <= MAX_DAYS;
}

/** `GET /activity`: how often each vendor has read on each day, and how often a read of it was refused. */
export const activitySchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Those with a day in between, by their names. */
  vendors: z.array(
    z.object({
      vendorId: z.string(),
      name: z.string(),
      /** Only days on which there was something, the first one first. */
      days: z.array(z.object({ day: z.string(), reads: z.int(), refused: z.int() })),
    }),
  ),
});
export type Activity = z.output<typeof activitySchema>;
