import { type AccessTokenClaims, accessTokenClaimsSchema, differenceOf, hasEnded } from '@parley/protocol';
import { jwtVerify } from 'jose';
import { problem, type Refused } from '../answers.ts';
import { letTimePass } from '../end-consent.ts';
import { type FakeConsent, latestVersion, standing } from '../fake-consent.ts';
import { verificationKey } from '../fake-keys.ts';
import type { FakeState } from '../fake-state.ts';
import { readProof } from './dpop-proof.ts';

export interface Presented {
  readonly claims: AccessTokenClaims;
  readonly consent: FakeConsent;
}

/** The token of a consent, shown by who holds its key (RFC 9068, RFC 9449). Whether the consent reads now is another check. */
export async function checkAccessToken(request: Request, state: FakeState): Promise<Presented> {
  const token = /^DPoP ([^ ]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const claims = await claimsOf(token, state);
  if (claims === undefined) throw problem('invalid_token', state.origin);
  const proof = await readProof(request, state, token);
  if ('fault' in proof)
    throw problem(proof.fault === 'missing' ? 'invalid_dpop_proof' : proof.fault, state.origin);
  if (proof.jkt !== claims.cnf.jkt || state.used.has(proof.id))
    throw problem('invalid_dpop_proof', state.origin);
  state.used.add(proof.id);
  const consent = state.consents.find(({ id }) => id === claims.consent_id);
  if (consent === undefined) throw problem('invalid_token', state.origin);
  letTimePass(consent, state);
  return { claims, consent };
}

/** Why a token reads nothing although it is genuine. `undefined`: it reads. */
export function whyStopped({ claims, consent }: Presented, { origin }: FakeState): Refused | undefined {
  const { version, details } = latestVersion(consent);
  if (hasEnded(consent.status)) return problem('invalid_token', origin, { extra: standing(consent) });
  if (claims.consent_version !== version) {
    const changes = differenceOf(claims.authorization_details, details);
    const extra = { consent_status: consent.status, consent_version: version, changes };
    return problem('invalid_token', origin, { extra });
  }
  if (consent.status !== 'paused') return undefined;
  return problem('consent_paused', origin, { extra: standing(consent) });
}

async function claimsOf(token: string, state: FakeState): Promise<AccessTokenClaims | undefined> {
  const { origin: issuer, resource: audience } = state;
  const options = { typ: 'at+jwt', algorithms: ['ES256'], issuer, audience, currentDate: state.now() };
  const verified = await jwtVerify(token, await verificationKey('token'), options).catch(() => undefined);
  return accessTokenClaimsSchema.safeParse(verified?.payload).data;
}
