// The gateway's own WebID and Solid-OIDC identity: it is its own issuer, so it needs no account at any pod server.
// In: identity keys. Out: a fetch that pods recognise. A token made here works at every Solid server: it goes to pods only.

import { sha256 } from '@parley/protocol';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { SigningKey } from '../secrets/secrets.ts';

const TOKEN_LIFE_SECONDS = 5 * 60;
const RENEW_BEFORE_END_SECONDS = 60;

type IdentityKey = Pick<SigningKey, 'kid' | 'privateKey'>;

export interface GatewayIdentityOptions {
  /** The issuer; ends in a slash. Pod servers must be able to fetch it. */
  readonly identityUrl: string;
  /** The one that signs now. */
  readonly key: () => IdentityKey;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

export interface GatewayIdentity {
  readonly webId: string;
  /** A fetch as the gateway: a token of at most five minutes, and a proof for each single request. */
  readonly podFetch: typeof fetch;
}

/** The fragment of the gateway's WebID in its document. */
export const WEB_ID_DOCUMENT = 'card';
export const WEB_ID_FRAGMENT = 'gateway';

/** The gateway's WebID below its identity address. */
export function gatewayWebId(identityUrl: string): string {
  return `${identityUrl}${WEB_ID_DOCUMENT}#${WEB_ID_FRAGMENT}`;
}

/**
 * The gateway's identity towards pod servers.
 *
 * @see https://solidproject.org/TR/oidc
 */
export function createGatewayIdentity(options: GatewayIdentityOptions): GatewayIdentity {
  const webId = gatewayWebId(options.identityUrl);
  const proofKey = createProofKey();
  const token = createTokenSource(options, webId, proofKey);
  const podFetch: typeof fetch = async (input, init) => {
    const [address, method] =
      input instanceof Request
        ? [input.url, init?.method ?? input.method]
        : [String(input), init?.method ?? 'GET'];
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const accessToken = await token();
    headers.set('Authorization', `DPoP ${accessToken}`);
    headers.set(
      'DPoP',
      await signProof(await proofKey, { address, method, accessToken, now: options.now() }),
    );
    return options.fetch(input, { ...init, headers });
  };
  return { webId, podFetch };
}

interface ProofKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly thumbprint: string;
}

async function createProofKey(): Promise<ProofKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const publicJwk = await exportJWK(publicKey);
  return { privateKey, publicJwk, thumbprint: await calculateJwkThumbprint(publicJwk) };
}

/** One token for all requests, made anew a minute before it ends or with a new key; concurrent requests share the making. */
function createTokenSource(options: GatewayIdentityOptions, webId: string, proofKey: Promise<ProofKey>) {
  let renewAt = Number.NEGATIVE_INFINITY;
  let current: Promise<string> | undefined;
  let kid: string | undefined;
  return (): Promise<string> => {
    const now = Math.floor(options.now().getTime() / 1000);
    const key = options.key();
    if (current === undefined || now >= renewAt || kid !== key.kid) {
      kid = key.kid;
      renewAt = now + TOKEN_LIFE_SECONDS - RENEW_BEFORE_END_SECONDS;
      current = signToken(options, {
        key,
        webId,
        now,
        thumbprint: proofKey.then((key) => key.thumbprint),
      });
    }
    return current;
  };
}

async function signToken(
  options: GatewayIdentityOptions,
  content: { key: IdentityKey; webId: string; now: number; thumbprint: Promise<string> },
): Promise<string> {
  const { key, webId, now } = content;
  return new SignJWT({ webid: webId, client_id: webId, cnf: { jkt: await content.thumbprint } })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
    .setIssuer(options.identityUrl)
    .setAudience('solid')
    .setSubject(webId)
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_LIFE_SECONDS)
    .setJti(globalThis.crypto.randomUUID())
    .sign(key.privateKey);
}

/** @see https://www.rfc-editor.org/rfc/rfc9449#section-4.2 */
async function signProof(
  key: ProofKey,
  request: { address: string; method: string; accessToken: string; now: Date },
): Promise<string> {
  // > htu: The HTTP target URI of the request, without query and fragment parts.
  const { origin, pathname } = new URL(request.address);
  return new SignJWT({
    htm: request.method.toUpperCase(),
    htu: `${origin}${pathname}`,
    ath: await sha256(request.accessToken),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.publicJwk })
    .setIssuedAt(Math.floor(request.now.getTime() / 1000))
    .setJti(globalThis.crypto.randomUUID())
    .sign(key.privateKey);
}
