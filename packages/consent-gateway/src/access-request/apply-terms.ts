import { breachesOf, NO_TERMS, narrowToTerms, type TermsView } from '@parley/protocol';
import type { AccessRequest } from './access-request.ts';
import type { TermsReading } from './standing-terms.ts';

/** What the owner's standing terms say of a request. Terms that could not be applied are said to be so, never taken for kept. */
export function applyTerms(
  { details, askedAt }: Pick<AccessRequest, 'details' | 'askedAt'>,
  reading: TermsReading,
): TermsView {
  if (reading.status === 'read' || reading.status === 'none') {
    const terms = reading.status === 'read' ? reading.terms : NO_TERMS;
    return {
      termsStatus: reading.status === 'read' ? 'applied' : 'none',
      breaches: breachesOf(details, terms, { askedAt }),
      withinTerms: narrowToTerms(details, terms, { askedAt }),
    };
  }
  return {
    termsStatus: reading.status,
    ...(reading.status === 'malformed' && reading.term !== undefined ? { malformedTerm: reading.term } : {}),
    breaches: null,
    withinTerms: null,
  };
}
