import { sha256 } from '@parley/protocol';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { NONCE, oauthError } from '../answers.ts';
import type { FakeState } from '../fake-state.ts';

const OLDEST_SECONDS = 300;
const AHEAD_SECONDS = 60;

export type ProofFault = 'missing' | 'invalid_dpop_proof' | 'use_dpop_nonce';

/** A proof for exactly this request, with the gateway's nonce (RFC 9449 section 4.3). */
export async function readProof(
  request: Request,
  state: FakeState,
  token?: string,
): Promise<{ readonly jkt: string; readonly id: string } | { readonly fault: ProofFault }> {
  const text = request.headers.get('dpop');
  if (text === null) return { fault: 'missing' };
  const verified = await jwtVerify(text, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: ['ES256'],
    currentDate: state.now(),
  }).catch(() => undefined);
  if (verified === undefined) return { fault: 'invalid_dpop_proof' };
  const { iat = 0, jti = '' } = verified.payload;
  const { htm, htu, ath, nonce }: Record<string, unknown> = verified.payload;
  const { origin, pathname } = new URL(request.url);
  const age = state.now().getTime() / 1000 - iat;
  const hash = token === undefined ? undefined : await sha256(token);
  const fits = htm === request.method && htu === origin + pathname && ath === hash;
  // The authorization server goes by the nonce alone, which says as much.
  const isFresh = !pathname.startsWith('/v1/') || (age <= OLDEST_SECONDS && age >= -AHEAD_SECONDS);
  if (!fits || jti === '' || !isFresh) return { fault: 'invalid_dpop_proof' };
  if (nonce !== NONCE) return { fault: 'use_dpop_nonce' };
  const jkt = await calculateJwkThumbprint(verified.protectedHeader.jwk ?? { kty: 'none' });
  return { jkt, id: `proof ${jkt} ${jti}` };
}

/** The proof beside a request to the authorization server. Out: the thumbprint of its key. `replayed`: the error where it was seen before. */
export async function checkProof(
  request: Request,
  state: FakeState,
  replayed: 'invalid_request' | 'invalid_grant',
): Promise<string> {
  const proof = await readProof(request, state);
  if ('fault' in proof) throw oauthError(proof.fault === 'missing' ? 'invalid_request' : proof.fault);
  if (state.used.has(proof.id)) throw oauthError(replayed);
  state.used.add(proof.id);
  return proof.jkt;
}
