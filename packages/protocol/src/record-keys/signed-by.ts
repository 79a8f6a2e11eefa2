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

async function isSignedBy(text: string, key: PublicJwk): Promise<boolean> {
  const end = text.lastIndexOf('.');
  const signature = bytesOf(text.slice(end + 1));
  if (key.kty !== 'EC' || key.crv !== 'P-256' || signature === undefined) return false;
  const signed = new TextEncoder().encode(text.slice(0, end));
  try {
    return await globalThis.crypto.subtle.verify(ECDSA, await importOnce(key), signature, signed);
  } catch {
    return false;
  }
}

/** To import a key takes longer than to verify with it. */
const imported = new WeakMap<PublicJwk, ReturnType<typeof importPublic>>();

function importOnce(key: PublicJwk): ReturnType<typeof importPublic> {
  const known = imported.get(key) ?? importPublic(key);
  imported.set(key, known);
  return known;
}

/** Of the public half only: a set may hold a private one, or a member that restricts its use. */
const importPublic = ({ kty, crv, x = '', y = '' }: PublicJwk) =>
  globalThis.crypto.subtle.importKey('jwk', { kty: kty ?? '', crv: crv ?? '', x, y }, ECDSA, false, [
    'verify',
  ]);
