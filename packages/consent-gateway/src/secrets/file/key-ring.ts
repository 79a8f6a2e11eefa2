import { type CryptoKey, importJWK, type JWK } from 'jose';
import type { KeyTimes } from '../key-life.ts';
import type { KeyKind, PublishedKey, SigningKey } from '../secrets.ts';
import { type SecretsContent, type StoredKey, storedKeys } from './secrets-content.ts';

/** A key with its times, ready to be used. */
export interface RingKey extends KeyTimes {
  readonly key: PublishedKey;
  /** Absent where it is retired. */
  readonly signingKey: SigningKey | undefined;
}

/** The keys of each kind, newest first. */
export type KeyRing = Readonly<Record<KeyKind, readonly RingKey[]>>;

/** @throws where a key is no key */
export async function importRing(content: SecretsContent): Promise<KeyRing> {
  const of = (kind: KeyKind) => Promise.all(storedKeys(content, kind).map(toRingKey));
  return { token: await of('token'), record: await of('record'), identity: await of('identity') };
}

async function toRingKey(stored: StoredKey): Promise<RingKey> {
  const { kty, crv, x, y, d, kid, signsFrom, retiredAt, statement } = stored;
  const bare = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' };
  const key = {
    kid,
    publicKey: await importKey(bare),
    publicJwk: retiredAt === undefined ? bare : { ...bare, exp: Math.floor(Date.parse(retiredAt) / 1000) },
    ...(statement === undefined ? {} : { statement }),
  };
  const signingKey = d === undefined ? undefined : await withPrivateHalf(key, { ...bare, d });
  return { key, signingKey, signsFrom, retiredAt };
}

async function withPrivateHalf(key: PublishedKey, privateJwk: JWK): Promise<SigningKey> {
  return { ...key, privateJwk, privateKey: await importKey(privateJwk) };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'ES256');
  if (key instanceof Uint8Array)
    throw new Error('A signing key in secrets.json is not an elliptic curve key.');
  return key;
}
