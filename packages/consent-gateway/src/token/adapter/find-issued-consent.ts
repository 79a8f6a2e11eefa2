import { firstDeletion, hasEnded } from '@parley/protocol';
import type { ConsentStore } from '../../consent/consent-store.ts';
import type { FindIssuedConsent } from '../provider/token-answers.ts';

/** What tokens say of a consent, from the index. */
export function createIssuedConsentFinder(options: {
  consents: Pick<ConsentStore, 'find'>;
}): FindIssuedConsent {
  return async (consentId) => {
    const consent = await options.consents.find(consentId);
    if (consent === undefined) return undefined;
    const { version, receipt, receiptSha256, vendorId, status, resumeAt, details } = consent;
    const deleteBy = hasEnded(status) ? firstDeletion(details, consent.endedAt ?? consent.until) : undefined;
    return { consentId, version, receipt, receiptSha256, vendorId, status, resumeAt, details, deleteBy };
  };
}
