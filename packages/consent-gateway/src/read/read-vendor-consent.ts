import type { VendorConsentView } from '@parley/protocol';
import type { CallRefusal } from '../limits/call-limits.ts';
import type { PresentedCredentials } from '../token/verify-access-token.ts';
import { type LiveConsents, refusalByState, type StateRefusal } from './live-consent.ts';
import { type VerifyOnceOptions, verifyOnce } from './verify-once.ts';

export interface ConsentViewOptions extends VerifyOnceOptions {
  readonly live: LiveConsents;
}

/** Where the vendor stands: not a disclosure, and also while paused. A token of an older version, or of a consent that ended, learns only that. */
export async function readVendorConsent(
  credentials: PresentedCredentials,
  options: ConsentViewOptions & {
    readonly admit: (vendorId: string) => CallRefusal | undefined;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly view: VendorConsentView } | { readonly refusal: StateRefusal | CallRefusal }> {
  const verified = await verifyOnce(credentials, options);
  if (!verified.verified) return { refusal: { code: verified.reason } };
  const { consent_id, consent_version, client_id, authorization_details } = verified.token.claims;
  const tooMuch = options.admit(client_id);
  if (tooMuch !== undefined) return { refusal: tooMuch };
  const found = await options.live.find(consent_id, options.signal);
  const live = found?.vendorId === client_id ? found : undefined;
  const refusal = refusalByState(live, { version: consent_version, details: authorization_details });
  if (live === undefined || (refusal !== undefined && refusal.code !== 'consent_paused')) {
    return { refusal: refusal ?? { code: 'invalid_token' } };
  }
  const { consentId, version, status, until, details, receipt } = live;
  return {
    view: {
      consent_id: consentId,
      consent_version: version,
      status,
      until: until.toISOString(),
      authorization_details: details,
      receipt,
    },
  };
}
