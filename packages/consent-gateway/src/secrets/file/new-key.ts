import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { StoredKey } from './secrets-content.ts';

/** A new key pair (ES256), named after its thumbprint (RFC 7638). */
export async function newKey(times: {
  now: Date;
  signsFrom: Date;
}): Promise<StoredKey & { readonly d: string }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { x = '', y = '', d = '' } = await exportJWK(privateKey);
  return {
    kty: 'EC',
    crv: 'P-256',
    x,
    y,
    d,
    kid: await calculateJwkThumbprint(await exportJWK(publicKey)),
    createdAt: times.now.toISOString(),
    signsFrom: times.signsFrom.toISOString(),
  };
}
