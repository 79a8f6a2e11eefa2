// The checks of a client that the endpoints of the fake gateway share.

import {
  calculateJwkThumbprint,
  decodeProtectedHeader,
  EmbeddedJWK,
  importJWK,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { CLIENT_ID, type FakeState, GATEWAY, NONCE } from './fake-state.ts';

export const json = (body: object, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { 'dpop-nonce': NONCE, ...headers } });

export const oauthError = (error: string, extra: object = {}, status = 400): Response =>
  json({ error, error_description: 'because', ...extra }, status);

/** private_key_jwt: the exact audience, a short life, a key id, used once. */
export async function verifyAssertion(
  body: URLSearchParams,
  state: FakeState,
): Promise<Response | undefined> {
  const claims = await verifyByClient(body.get('client_assertion') ?? '', state);
  const life = (claims?.exp ?? 0) - (claims?.iat ?? 0);
  const isGood =
    claims?.sub === CLIENT_ID && claims.iss === CLIENT_ID && claims.aud === GATEWAY && life <= 60;
  const jti = claims?.jti ?? '';
  if (!isGood || state.assertions.has(jti)) return oauthError('invalid_client', {}, 401);
  state.assertions.add(jti);
  return undefined;
}

export async function verifyRequestObject(
  request: string,
  state: FakeState,
): Promise<JWTPayload | undefined> {
  const claims = await verifyByClient(request, state);
  const isTyped = decodeProtectedHeader(request).typ === 'oauth-authz-req+jwt';
  const isShort = (claims?.exp ?? 0) - (claims?.nbf ?? 0) <= 600 && claims?.jti !== undefined;
  return isTyped && isShort && Array.isArray(claims['authorization_details']) ? claims : undefined;
}

/** A proof for exactly this request, with the nonce, never seen before; its refusal, or the key's thumbprint. */
export async function verifyProof(
  htu: string,
  init: RequestInit,
  state: FakeState,
  token?: string,
): Promise<Response | string> {
  const proof = new Headers(init.headers).get('dpop') ?? '';
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
    typ: 'dpop+jwt',
    currentDate: state.now,
  });
  if (payload['nonce'] !== NONCE) {
    const challenge = { 'www-authenticate': 'DPoP error="use_dpop_nonce"' };
    return token === undefined ? oauthError('use_dpop_nonce') : json({}, 401, challenge);
  }
  const hash = token === undefined ? undefined : await hashOf(token);
  const fits = payload['htm'] === (init.method ?? 'GET') && payload['htu'] === htu && payload['ath'] === hash;
  const jti = String(payload.jti);
  if (!fits || state.proofs.some((seen) => seen.jti === jti)) return oauthError('invalid_dpop_proof');
  const jkt = await calculateJwkThumbprint(protectedHeader.jwk ?? { kty: 'none' });
  state.proofs.push({ jti, jkt, htu });
  return jkt;
}

async function verifyByClient(text: string, state: FakeState): Promise<JWTPayload | undefined> {
  if (state.clientKey === undefined || decodeProtectedHeader(text).kid !== state.clientKey.kid)
    return undefined;
  const key = await importJWK({ ...state.clientKey });
  const options = { algorithms: ['ES256'], audience: GATEWAY, issuer: CLIENT_ID, currentDate: state.now };
  return jwtVerify(text, key, options).then(
    ({ payload }) => payload,
    () => undefined,
  );
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('base64url');
}
