import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { StoredKey } from './secrets-content.ts';

/** A new key pair (ES256), named after its thumbprint (RFC 7638). */
export async function newKey(times: {
  now: Date;
  signsFrom: Date;
}): Promise<StoredKey & { readonly d: string }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
  // On a command line such an id would be taken for an option.
  if (kid.startsWith('-')) return newKey(times);
  const { x = '', y = '', d = '' } = await exportJWK(privateKey);
  return {
    kty: 'EC',
    crv: 'P-256',
    x,
    y,
    d,
    kid,
    createdAt: times.now.toISOString(),
    signsFrom: times.signsFrom.toISOString(),
  };
}
