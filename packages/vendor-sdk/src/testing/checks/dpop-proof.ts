import { sha256 } from '@parley/protocol';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { NONCE, oauthError } from '../answers.ts';
import type { FakeState } from '../fake-state.ts';

const OLDEST_SECONDS = 300;
const AHEAD_SECONDS = 60;

export type ProofFault = 'missing' | 'invalid_dpop_proof' | 'use_dpop_nonce';

/** A proof for exactly this request, with the gateway's nonce, made just now and never seen (RFC 9449 section 4.3). */
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
  const {
    htm,
    htu,
    ath,
    iat = 0,
    jti = '',
    nonce,
  } = verified.payload as Record<string, unknown> & { iat?: number; jti?: string };
  const { origin, pathname } = new URL(request.url);
  const age = state.now().getTime() / 1000 - iat;
  const hash = token === undefined ? undefined : await sha256(token);
  const fits = htm === request.method && htu === origin + pathname && ath === hash;
  if (!fits || jti === '' || age > OLDEST_SECONDS || age < -AHEAD_SECONDS)
    return { fault: 'invalid_dpop_proof' };
  if (nonce !== NONCE) return { fault: 'use_dpop_nonce' };
  const jkt = await calculateJwkThumbprint(verified.protectedHeader.jwk ?? { kty: 'none' });
  return { jkt, id: `proof ${jkt} ${jti}` };
}

/** The proof beside a request to the authorization server. Out: the thumbprint of its key. */
export async function checkProof(request: Request, state: FakeState): Promise<string> {
  const proof = await readProof(request, state);
  if ('fault' in proof) throw oauthError(proof.fault === 'missing' ? 'invalid_request' : proof.fault);
  if (state.used.has(proof.id)) throw oauthError('invalid_dpop_proof');
  state.used.add(proof.id);
  return proof.jkt;
}
