import { firstDeletion, type Relinquished } from '@parley/protocol';
import { type StopOptions, type Stopped, stopConsent } from './stop-consent.ts';

/**
 * The vendor gives its consent back. It ends at once, also while it is paused.
 *
 * @throws {GatewayError} `not_found` where it is not this vendor's; `consent_ended`
 */
export function relinquishConsent(
  relinquishing: { consentId: string; vendorId?: string },
  options: StopOptions,
): Promise<Stopped> {
  return stopConsent({ ...relinquishing, act: 'relinquish', by: 'vendor', reason: 'vendor_act' }, options);
}

/** What the vendor is told of it. */
export function relinquishedView({ consent, pod }: Stopped): Relinquished {
  const deleteBy = firstDeletion(consent.details, consent.endedAt ?? consent.until);
  return {
    consent_id: consent.consentId,
    consent_version: consent.version,
    status: 'relinquished',
    ...(deleteBy === undefined ? {} : { delete_by: deleteBy.toISOString() }),
    pod,
  };
}
