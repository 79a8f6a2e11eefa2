import { bytesOf, readCompactJws } from '../compact-jws.ts';
import type { VerifySignature } from '../receipt/verify-receipt.ts';

/** A public key as somebody publishes it (RFC 7517). Of other kinds than ES256 it signs nothing here. */
export interface PublicJwk {
  readonly kty?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly kid?: string;
}

/**
 * The payload of what one of these keys has signed (ES256) as this `typ`; `undefined` for any other text.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.4
 * @example await verifyReceipt(receipt, { verifySignature: signedBy(recordKeys.keys) })
 */
export function signedBy(keys: readonly PublicJwk[]): VerifySignature {
  return async (text, typ) => {
    const jws = readCompactJws(text);
    if (jws === undefined) return undefined;
    const { header, payload } = jws;
    // > If any of the listed extension Header Parameters are not understood and supported, then the JWS is invalid. (RFC 7515 4.1.11)
    if (header['typ'] !== typ || header['alg'] !== 'ES256' || 'crit' in header) return undefined;
    const kid = header['kid'];
    for (const key of keys) {
      const mayFit = kid === undefined || key.kid === undefined || key.kid === kid;
      if (mayFit && (await isSignedBy(text, key))) return payload;
    }
    return undefined;
  };
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

async function isSignedBy(text: string, { kty, crv, x, y }: PublicJwk): Promise<boolean> {
  const end = text.lastIndexOf('.');
  const signature = bytesOf(text.slice(end + 1));
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined || signature === undefined)
    return false;
  const { subtle } = globalThis.crypto;
  try {
    // Of the public half only: a set may hold a private one, or a member that restricts its use.
    const key = await subtle.importKey('jwk', { kty, crv, x, y }, ECDSA, false, ['verify']);
    return await subtle.verify(ECDSA, key, signature, new TextEncoder().encode(text.slice(0, end)));
  } catch {
    return false;
  }
}
