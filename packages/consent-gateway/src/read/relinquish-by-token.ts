import { hasEnded, type Relinquished } from '@parley/protocol';
import { relinquishedView } from '../consent/relinquish-consent.ts';
import type { Stopped } from '../consent/stop-consent.ts';
import { isGatewayError } from '../gateway-error.ts';
import type { PresentedCredentials } from '../token/verify-access-token.ts';
import { type LiveConsents, refusalByState, type StateRefusal } from './live-consent.ts';
import { type VerifyOnceOptions, verifyOnce } from './verify-once.ts';

export interface RelinquishOptions extends VerifyOnceOptions {
  readonly live: LiveConsents;
  readonly relinquish: (of: { consentId: string; vendorId: string }) => Promise<Stopped>;
}

/** The vendor gives its consent back with any token of it: also one of an older version, and also while it is paused. */
export async function relinquishByToken(
  credentials: PresentedCredentials,
  options: RelinquishOptions & { readonly signal: AbortSignal },
): Promise<{ readonly view: Relinquished } | { readonly refusal: StateRefusal }> {
  const verified = await verifyOnce(credentials, options);
  if (!verified.verified) return { refusal: { code: verified.reason } };
  const { claims } = verified.token;
  const { consent_id: consentId, client_id: vendorId } = claims;
  try {
    return { view: relinquishedView(await options.relinquish({ consentId, vendorId })) };
  } catch (error) {
    if (!isGatewayError(error) || (error.code !== 'consent_ended' && error.code !== 'not_found')) throw error;
    const live = await options.live.find(consentId, options.signal);
    const mine = live?.vendorId === vendorId && hasEnded(live.status) ? live : undefined;
    return {
      refusal: refusalByState(mine, {
        version: claims.consent_version,
        details: claims.authorization_details,
      }) ?? { code: 'invalid_token' },
    };
  }
}
