import { addDuration } from '@parley/protocol';

const HOUR_MS = 3_600_000;

/** Days after now by their span, a tap each; only such as lie before the last one that is possible. */
export function daysAfter<Span extends string>(
  spans: readonly Span[],
  { now, last }: { readonly now: Date; readonly last: Date },
): { readonly span: Span; readonly at: string }[] {
  return spans
    .map((span) => ({ span, at: addDuration(now, span, 1) }))
    .filter(({ at }) => at <= last)
    .map(({ span, at }) => ({ span, at: at.toISOString() }));
}

/** How far ahead something may be shared: 12 months, less what the clocks of a browser and a gateway may differ. */
export const furthestEnd = (now: Date): Date => new Date(addDuration(now, 'P12M', 1).getTime() - HOUR_MS);

/** As a field for a date takes it, in the own time zone. */
export function dayOf(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
