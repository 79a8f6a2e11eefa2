import { randomUUID } from 'node:crypto';
import { sha256 } from '@parley/protocol';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

/** A key pair for ES256 that can be handed to another process. */
export interface SigningKey {
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

export async function newSigningKey(): Promise<SigningKey> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  return { privateJwk: await exportJWK(pair.privateKey), publicJwk: await exportJWK(pair.publicKey) };
}

export interface ProofOptions {
  readonly key: SigningKey;
  readonly method: string;
  /** Without query. */
  readonly url: string;
  readonly nonce?: string | undefined;
  /** The token that goes with it. */
  readonly accessToken?: string | undefined;
}

/** What makes fresh DPoP proofs for one request, each with an id of its own (RFC 9449). */
export async function createProver(options: ProofOptions): Promise<() => Promise<string>> {
  const { accessToken, nonce, method, url } = options;
  const key = await importKey(options.key);
  const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: options.key.publicJwk };
  const claims = {
    htm: method,
    htu: url,
    ...(accessToken === undefined ? {} : { ath: await sha256(accessToken) }),
    ...(nonce === undefined ? {} : { nonce }),
  };
  return () =>
    new SignJWT({ ...claims, jti: randomUUID(), iat: seconds() }).setProtectedHeader(header).sign(key);
}

export interface AsserterOptions {
  readonly key: SigningKey;
  readonly clientId: string;
  readonly audience: string;
}

/** What makes fresh client assertions: `private_key_jwt`. */
export async function createAsserter(options: AsserterOptions): Promise<() => Promise<string>> {
  const { clientId, audience } = options;
  const sign = await createSigner(options.key);
  return () =>
    sign({
      iss: clientId,
      sub: clientId,
      aud: audience,
      jti: randomUUID(),
      iat: seconds(),
      exp: seconds() + ASSERTION_SECONDS,
    });
}

/** The longest that the gateway takes. One is signed before a run, and has to be good at its end. */
const ASSERTION_SECONDS = 60;

/** What signs texts by a key that is known to whom they are for. */
export async function createSigner(signing: SigningKey) {
  const key = await importKey(signing);
  return (claims: object, header: object = {}): Promise<string> =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: signing.publicJwk.kid ?? '', ...header })
      .sign(key);
}

const importKey = async ({ privateJwk }: SigningKey): Promise<CryptoKey> =>
  (await importJWK(privateJwk, 'ES256')) as CryptoKey;

const seconds = (): number => Math.floor(Date.now() / 1000);
