import type { OwnerSettings } from '@parley/protocol';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * When quiet hours are over; `undefined`: they are not now. To the minute, by the clock on the owner's wall: a night in which it is set
 * forward or back ends an hour too late or too early.
 */
export function endOfQuiet(quiet: OwnerSettings['quietHours'], now: Date): Date | undefined {
  if (quiet === undefined) return undefined;
  const { timeZone } = quiet;
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const [from, until, present] = [quiet.from, quiet.until, time.format(now)].map(minutes);
  const isQuiet = after(from, present) < after(from, until);
  return isQuiet ? new Date(now.getTime() + after(present, until) * MINUTE_MS) : undefined;
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}

/** How many minutes of a day one time comes after another. */
const after = (from = 0, to = 0): number => (to - from + DAY_MINUTES) % DAY_MINUTES;
