import type { AuthorizationDetails, DataAccess } from '../authorization-details.ts';
import { breachesOf, latestEnd } from './breaches-of.ts';
import type { StandingTerms } from './standing-terms.ts';

/**
 * What of a request could be given without a breach: an earlier end, and no word of passing data on. What a vendor promises is its own
 * to say: an entry whose promise goes too far is left out. Empty: nothing could.
 */
export function narrowToTerms(
  details: AuthorizationDetails,
  terms: StandingTerms,
  { askedAt }: { readonly askedAt: Date },
): AuthorizationDetails {
  return details.flatMap((entry) => {
    const ends = endingWithin(entry, terms, askedAt);
    if (ends === undefined) return [];
    const candidates = [ends, { ...ends, recipients: [] }];
    return candidates.find((each) => breachesOf([each], terms, { askedAt }).length === 0) ?? [];
  });
}

/** The entry with an end that the terms allow; `undefined` where that end would come no later than the asking. */
function endingWithin(
  entry: DataAccess,
  { longestAccess }: StandingTerms,
  askedAt: Date,
): DataAccess | undefined {
  if (longestAccess === undefined) return entry;
  const latest = latestEnd(longestAccess, askedAt);
  if (latest.getTime() <= askedAt.getTime()) return undefined;
  if (Date.parse(entry.access.until) <= latest.getTime()) return entry;
  return { ...entry, access: { ...entry.access, until: latest.toISOString() } };
}
