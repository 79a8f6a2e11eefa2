import type { CallRefusal } from '../../limits/call-limits.ts';
import { authorizeRead, type ReadDecision } from '../../read/authorize-read.ts';
import type { ConsentFacts } from '../../read/consent-facts.ts';
import type { KnownConsents } from '../../read/known-consents.ts';
import { type LiveConsents, refusalByState } from '../../read/live-consent.ts';
import type { ReadRefusal } from '../../read/read-approved-data.ts';
import { type ReadResource, readResource } from '../../read/read-resource.ts';
import { type VerifyOnceOptions, verifyOnce } from '../../read/verify-once.ts';
import type { PresentedCredentials } from '../../token/verify-access-token.ts';

export interface HonourCall {
  readonly credentials: PresentedCredentials;
  readonly purposes: readonly string[];
  readonly admit: (vendorId: string) => CallRefusal | undefined;
  readonly signal: AbortSignal;
}

export interface PermitOptions extends VerifyOnceOptions {
  readonly consents: KnownConsents;
  readonly live: LiveConsents;
  /** The address of the read API. */
  readonly audience: string;
}

export interface Permitted {
  readonly consent: ConsentFacts;
  readonly token: Parameters<typeof refusalByState>[1] & { readonly id: string };
  readonly resource: ReadResource;
  readonly decision: ReadDecision;
}

/** Who it is, whether the consent stands, and whether it lets this vendor read what it speaks of: who may read it may say what it did. */
export async function permitHonour(
  call: HonourCall,
  category: string,
  options: PermitOptions,
): Promise<Permitted | { readonly refusal: ReadRefusal }> {
  const verified = await verifyOnce(call.credentials, options);
  if (!verified.verified) return { refusal: { code: verified.reason } };
  const { claims } = verified.token;
  const tooMuch = call.admit(claims.client_id);
  if (tooMuch !== undefined) return { refusal: tooMuch };
  const { consent_id: consentId, consent_version: version, authorization_details: details } = claims;
  const state = await options.live.find(consentId, call.signal);
  const token = { id: claims.jti, version, details };
  const refusal = refusalByState(state?.vendorId === claims.client_id ? state : undefined, token);
  if (refusal !== undefined) return { refusal };
  const consent = await options.consents.find(consentId, version, call.signal);
  if (consent === undefined) return { refusal: { code: 'invalid_token' } };
  const { purposes } = call;
  const resource = readResource(`/${category}`);
  const asked = { claims, consent, resource, purposes, audience: options.audience };
  const authorization = authorizeRead(asked);
  if (!authorization.allowed) return { refusal: { code: authorization.reason } };
  return { consent, token, resource: authorization.resource, decision: authorization.decision };
}
