import type { VendorConsentView } from '@parley/protocol';
import type { AccessTokenVerifier, PresentedCredentials } from '../token/verify-access-token.ts';
import { type LiveConsents, refusalByState, type StateRefusal } from './live-consent.ts';

export interface ConsentViewOptions {
  readonly verifier: AccessTokenVerifier;
  readonly live: LiveConsents;
  /** Takes a proof once, on all processes together. `false`: it was used before. */
  readonly useProofOnce: (id: string, seconds: number) => Promise<boolean>;
}

/** Longer than a proof is young enough to be taken. */
const PROOF_SECONDS = 600;

/** Where the vendor stands: not a disclosure, and also while paused. A token of an older version, or of a consent that ended, learns only that. */
export async function readVendorConsent(
  credentials: PresentedCredentials,
  options: ConsentViewOptions & { readonly signal: AbortSignal },
): Promise<{ readonly view: VendorConsentView } | { readonly refusal: StateRefusal }> {
  const verified = await options.verifier.verify(credentials);
  if (!verified.verified) return { refusal: { code: verified.reason } };
  const proofId = `proof ${Buffer.from(verified.proof.digest).toString('base64url')}`;
  if (!(await options.useProofOnce(proofId, PROOF_SECONDS)))
    return { refusal: { code: 'invalid_dpop_proof' } };
  const { consent_id, consent_version, client_id } = verified.token.claims;
  const found = await options.live.find(consent_id, options.signal);
  const live = found?.vendorId === client_id ? found : undefined;
  const refusal = refusalByState(live, { version: consent_version });
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
