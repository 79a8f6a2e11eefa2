// A call without a token: the vendor says who it is by a client assertion in a header, beside a DPoP proof. In: a
// path of the vendor API. Out: its JSON.

import { CLIENT_ASSERTION_HEADER } from '@parley/protocol';
import { exportJWK, SignJWT } from 'jose';
import { randomDPoPKeyPair } from 'openid-client';
import { LIFE_SECONDS } from '../stamp.ts';
import type { SigningKey, VendorKeyPair } from '../vendor-key.ts';
import type { Exchange, GatewayConnection } from './gateway-connection.ts';

export interface VendorCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API's address, with its query. */
  readonly path: string;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

/** Each of these calls may be sent again without harm: the gateway answers the second as it did the first. */
export async function callAsVendor(connection: GatewayConnection, call: VendorCall): Promise<unknown> {
  return connection.run({ signal: call.signal, isRepeatable: true }, async ({ metadata, fetch }) => {
    const response = await sendAsVendor(call, { url: `${metadata.resource}${call.path}`, connection, fetch });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.status === NO_CONTENT ? undefined : response.json();
  });
}

const NO_CONTENT = 204;

/** One call, sent again where the gateway wants its nonce in the proof. */
export async function sendAsVendor(
  call: Pick<VendorCall, 'method' | 'body'> & { readonly headers?: Readonly<Record<string, string>> },
  { fetch, ...to }: Pick<Proving, 'url' | 'connection'> & { fetch: Exchange['fetch'] },
): Promise<Response> {
  // Any key will do. A new one for each call: proofs link no two consents.
  const proofKey = await randomDPoPKeyPair('ES256');
  const send = async (nonce?: string): Promise<Response> =>
    fetch(to.url, {
      method: call.method,
      headers: { ...(await headersFor(call, { ...to, nonce, proofKey })), ...call.headers },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    });
  const first = await send();
  const nonce = first.status === 401 && asksForNonce(first) ? first.headers.get('dpop-nonce') : null;
  return nonce === null ? first : send(nonce);
}

const asksForNonce = (response: Response): boolean =>
  /error="use_dpop_nonce"/.test(response.headers.get('www-authenticate') ?? '');

interface Proving {
  readonly url: string;
  readonly nonce: string | undefined;
  readonly proofKey: VendorKeyPair;
  readonly connection: GatewayConnection;
}

async function headersFor(
  call: Pick<VendorCall, 'method' | 'body'>,
  proving: Proving,
): Promise<Record<string, string>> {
  const { connection } = proving;
  return {
    accept: 'application/json',
    ...(call.body !== undefined && { 'content-type': 'application/json' }),
    [CLIENT_ASSERTION_HEADER]: await clientAssertion(connection, await connection.settings.signingKey()),
    dpop: await dpopProof(call.method, proving),
  };
}

/** Each is used once, so each request has its own. */
function clientAssertion(
  { origin, settings: { clientId, now } }: GatewayConnection,
  { key, kid }: SigningKey,
): Promise<string> {
  const at = Math.floor(now().getTime() / 1000);
  return new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(origin)
    .setIssuedAt(at)
    .setExpirationTime(at + LIFE_SECONDS)
    .sign(key);
}

/** @see https://www.rfc-editor.org/rfc/rfc9449#section-4.2 */
async function dpopProof(method: string, proving: Proving): Promise<string> {
  const { url, nonce, proofKey, connection } = proving;
  const { origin, pathname } = new URL(url);
  const { kty, crv, x, y } = await exportJWK(proofKey.publicKey);
  return new SignJWT({ htm: method, htu: `${origin}${pathname}`, ...(nonce !== undefined && { nonce }) })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } as object })
    .setJti(crypto.randomUUID())
    .setIssuedAt(connection.settings.now())
    .sign(proofKey.privateKey);
}
