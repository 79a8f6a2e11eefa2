import { type AuthorizationDetails, type Breach, isWithin } from '@parley/protocol';
import { type Choice, partKey, partsOf } from './choice.ts';
import { lastEnd } from './ends.ts';

/** The choice, less what the person's standing terms do not allow. */
export function limitedTo(
  withinTerms: AuthorizationDetails,
  { details, choice }: { readonly details: AuthorizationDetails; readonly choice: Choice },
): Choice {
  const allowed = new Set(
    withinTerms.flatMap((entry) => partsOf(entry).map((part) => partKey(entry.purpose, part))),
  );
  const latest = lastEnd(withinTerms);
  const isTooLate = (end: string) => Date.parse(end) > Date.parse(latest);
  return {
    ...choice,
    parts: new Set([...choice.parts].filter((key) => allowed.has(key))),
    ...(latest !== '' && isTooLate(choice.until ?? lastEnd(details)) ? { until: latest } : {}),
  };
}

/** Which breaches are still there in what is chosen now. One that cannot be told to be cured stays. */
export function breachesLeft(
  breaches: readonly Breach[],
  {
    approved,
    withinTerms,
  }: {
    readonly approved: AuthorizationDetails;
    readonly withinTerms: AuthorizationDetails;
  },
): Breach[] {
  return breaches.filter(({ code, purpose }) => {
    const entry = approved.find((each) => each.purpose === purpose);
    if (entry === undefined || isWithin([entry], withinTerms)) return false;
    if (code.startsWith('recipients_')) return entry.recipients.length > 0;
    const allowed = withinTerms.find((each) => each.purpose === purpose);
    if (code !== 'end_too_late' || allowed === undefined) return true;
    return Date.parse(entry.access.until) > Date.parse(allowed.access.until);
  });
}
