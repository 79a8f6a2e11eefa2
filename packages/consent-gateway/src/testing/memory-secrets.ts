import { type CryptoKey, exportJWK, generateKeyPair } from 'jose';
import { sha256Bytes } from '../secrets/digests.ts';
import type { Secrets, SigningKey } from '../secrets/secrets.ts';

/** Secrets that no file holds: new keys, and a root secret that is always the same. */
export async function memorySecrets(): Promise<Secrets> {
  const keys = {
    token: await signingKey('token-1'),
    record: await signingKey('record-1'),
    identity: await signingKey('identity-1'),
  };
  return {
    derive: (use) => sha256Bytes(`test ${use}`),
    signingKeys: (kind) => [keys[kind]],
    publishedKeys: (kind) => [keys[kind]],
  };
}

async function signingKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = async (key: CryptoKey) => ({ ...(await exportJWK(key)), kid, alg: 'ES256', use: 'sig' });
  return {
    kid,
    privateKey,
    publicKey,
    privateJwk: await jwk(privateKey),
    publicJwk: await jwk(publicKey),
  };
}
