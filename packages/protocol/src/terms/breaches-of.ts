import type { AuthorizationDetails, DataAccess } from '../authorization-details.ts';
import { durationWords } from '../duration-words.ts';
import { addDuration } from '../instant.ts';
import { isNoLonger } from '../narrower.ts';
import { PURPOSES } from '../vocabulary/dpv.ts';
import { checkableAgreement, isAtLeastAsGood } from './agreements.ts';
import type { Breach, BreachCode } from './breach.ts';
import type { StandingTerms } from './standing-terms.ts';

/** What in a request goes beyond the owner's standing terms, or beyond an agreement that either side names. */
export function breachesOf(
  details: AuthorizationDetails,
  terms: StandingTerms,
  { askedAt }: { readonly askedAt: Date },
): Breach[] {
  return details.flatMap((entry) => [
    ...endBreaches(entry, terms, askedAt),
    ...retentionBreaches(entry, terms),
    ...useBreaches(entry, terms),
    ...agreementBreaches(entry, terms),
  ]);
}

/**
 * What in an entry goes beyond the agreement that it names itself: known to both sides, and so fit for the record they share.
 * `undefined`: it names none, or one in which nothing can be checked.
 */
export function breachesOfNamedAgreement(entry: DataAccess): Breach[] | undefined {
  const { terms } = entry;
  if (terms === undefined || checkableAgreement(terms) === undefined) return undefined;
  return limitBreaches(entry, terms, 'which it names itself');
}

function endBreaches(entry: DataAccess, { longestAccess }: StandingTerms, askedAt: Date): Breach[] {
  const { until } = entry.access;
  if (longestAccess === undefined || Date.parse(until) <= latestEnd(longestAccess, askedAt).getTime())
    return [];
  const words = `It asks until ${until.slice(0, 10)}; your terms allow ${durationWords(longestAccess)} from when it asks.`;
  return [breach('end_too_late', entry, words)];
}

/** The last instant at which a consent that was asked for then may end. */
export function latestEnd(longestAccess: string, askedAt: Date): Date {
  return addDuration(askedAt, longestAccess, 1);
}

function retentionBreaches(entry: DataAccess, { longestRetention }: StandingTerms): Breach[] {
  if (longestRetention === undefined) return [];
  const { duration, onEnd } = entry.retention;
  const allowed = `your terms allow ${durationWords(longestRetention)}.`;
  const found: Breach[] = [];
  if (!isNoLonger(duration, longestRetention))
    found.push(
      breach('retention_too_long', entry, `It keeps the data for ${durationWords(duration)}; ${allowed}`),
    );
  if (onEnd === 'retain')
    found.push(
      breach('kept_after_end', entry, `It keeps the data also after the time it states; ${allowed}`),
    );
  return found;
}

function useBreaches(entry: DataAccess, { purposesNever, recipients }: StandingTerms): Breach[] {
  const found: Breach[] = [];
  if (purposesNever.includes(entry.purpose))
    found.push(
      breach('purpose_never', entry, `Your terms never allow this purpose: ${purposeWords(entry)}.`),
    );
  if (recipients === 'none' && entry.recipients.length > 0)
    found.push(
      breach(
        'recipients_not_allowed',
        entry,
        `Your terms allow nobody else; it passes data to ${listed(entry)}.`,
      ),
    );
  return found;
}

function agreementBreaches(entry: DataAccess, { agreement }: StandingTerms): Breach[] {
  const found = breachesOfNamedAgreement(entry) ?? [];
  if (agreement === undefined) return found;
  if (entry.terms !== agreement) found.push(...limitBreaches(entry, agreement, 'which your terms ask for'));
  if (entry.terms !== undefined && !isAtLeastAsGood(entry.terms, agreement))
    found.push(
      breach(
        'agreement_differs',
        entry,
        `It names the agreement ${entry.terms}; your terms ask for ${agreement}.`,
      ),
    );
  return found;
}

function limitBreaches(entry: DataAccess, id: string, which: string): Breach[] {
  const agreement = checkableAgreement(id);
  const found: Breach[] = [];
  if (agreement === undefined) return found;
  if (!agreement.purposes.includes(entry.purpose)) {
    const words = `The agreement ${id}, ${which}, does not allow this purpose: ${purposeWords(entry)}.`;
    found.push(breach('purpose_outside_agreement', entry, words));
  }
  if (entry.recipients.length > 0) {
    const words = `The agreement ${id}, ${which}, allows nobody else; it passes data to ${listed(entry)}.`;
    found.push(breach('recipients_outside_agreement', entry, words));
  }
  return found;
}

const breach = (code: BreachCode, { purpose }: DataAccess, words: string): Breach => ({
  code,
  purpose,
  words,
});
const purposeWords = ({ purpose }: DataAccess): string => PURPOSES[purpose] ?? purpose;
/** Last in a sentence and each in quotes: the vendor wrote them, and they may be long. */
const listed = ({ recipients }: DataAccess): string => recipients.map((each) => `“${each}”`).join(', ');
