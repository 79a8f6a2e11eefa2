import { type ConsentStatus, firstDeletion, hasEnded } from '@parley/protocol';
import type { Consent } from '../../consent/consent.ts';
import type { ConsentStore } from '../../consent/consent-store.ts';
import type { FindIssuedConsent } from '../provider/token-answers.ts';

/** What tokens say of a consent, from the index. */
export function createIssuedConsentFinder(options: {
  consents: Pick<ConsentStore, 'find'>;
  now: () => Date;
}): FindIssuedConsent {
  return async (consentId) => {
    const consent = await options.consents.find(consentId);
    if (consent === undefined) return undefined;
    const { version, receipt, receiptSha256, vendorId, resumeAt, details } = consent;
    const status = statusAt(options.now(), consent);
    const deleteBy = hasEnded(status) ? firstDeletion(details, consent.endedAt ?? consent.until) : undefined;
    return { consentId, version, receipt, receiptSha256, vendorId, status, resumeAt, details, deleteBy };
  };
}

/** Only to say it: whether a token may be issued is decided by the Grant, in the database. */
function statusAt(now: Date, { status, until, resumeAt }: Consent): ConsentStatus {
  if (hasEnded(status)) return status;
  if (until <= now) return 'expired';
  return status === 'paused' && resumeAt !== null && resumeAt <= now ? 'given' : status;
}
