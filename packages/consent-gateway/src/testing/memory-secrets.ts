import { type CryptoKey, exportJWK, generateKeyPair } from 'jose';
import { sha256Bytes } from '../secrets/digests.ts';
import type { Secrets, SigningKey } from '../secrets/secrets.ts';

/** Secrets that no file holds: new keys, and a root secret that is always the same. */
export async function memorySecrets(): Promise<Secrets> {
  return {
    derive: (use) => sha256Bytes(`test ${use}`),
    tokenKeys: [await signingKey('token-1')],
    recordKeys: [await signingKey('record-1')],
    identityKeys: [await signingKey('identity-1')],
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
