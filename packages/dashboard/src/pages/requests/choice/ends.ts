import { type AuthorizationDetails, addDuration } from '@parley/protocol';

const OFFERED = ['P7D', 'P1M', 'P3M', 'P6M'] as const;
export type OfferedEnd = (typeof OFFERED)[number];

/** The last end in it; empty where there is no entry. */
export const lastEnd = (details: AuthorizationDetails): string =>
  details.map(({ access }) => access.until).sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? '';

/** Ends that are earlier than the one asked for, a tap each. */
export function offeredEnds(details: AuthorizationDetails, now: Date): { span: OfferedEnd; until: string }[] {
  const asked = Date.parse(lastEnd(details));
  return OFFERED.map((span) => ({ span, until: addDuration(now, span, 1).toISOString() })).filter(
    ({ until }) => Date.parse(until) < asked,
  );
}

/** The end of a day that somebody picked, there. `undefined`: it is no day, over already, or not earlier than asked. */
export function endOfDay(
  day: string,
  { now, asked }: { readonly now: Date; readonly asked: string },
): string | undefined {
  const at = new Date(`${day}T23:59:59`);
  const isGood = at.getTime() > now.getTime() && at.getTime() < Date.parse(asked);
  return isGood ? at.toISOString() : undefined;
}
