import { readCompactJws, type VerifySignature } from '@parley/protocol';
import { compactVerify, importJWK, type JWK } from 'jose';

/** Public keys as somebody publishes them: a JWK Set (RFC 7517). */
export interface PublicKeySet {
  readonly keys: readonly object[];
}

/** The payload of what one of these keys has signed as this `typ`; `undefined` for any other text. */
export function signedBy({ keys }: PublicKeySet): VerifySignature {
  return async (text, typ) => {
    const jws = readCompactJws(text);
    if (jws === undefined || jws.header['typ'] !== typ) return undefined;
    const kid = jws.header['kid'];
    for (const key of keys as readonly JWK[]) {
      const mayFit = kid === undefined || key.kid === undefined || key.kid === kid;
      if (mayFit && (await isSignedBy(text, key))) return jws.payload;
    }
    return undefined;
  };
}

async function isSignedBy(text: string, { kty, crv, x, y }: JWK): Promise<boolean> {
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) return false;
  try {
    // Of the public half only: a set may hold a member that restricts its use.
    await compactVerify(text, await importJWK({ kty, crv, x, y }, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}
