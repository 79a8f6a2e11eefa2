import { type CryptoKey, compactVerify, importJWK } from 'jose';
import { createBoundedMap } from '../../bounded-map.ts';
import { publicJwkOf } from './proof-header.ts';
import type { Check, PresentedProof, ProofRules } from './token-check.ts';

const MAX_KEYS = 10_000;
/** Keys that proofs came with, ready for use: a vendor's stays the same from read to read. */
// Stryker disable next-line ObjectLiteral: a bound of memory, too many keys for a unit test.
const imported = createBoundedMap<string, Promise<CryptoKey | Uint8Array>>({ maxEntries: MAX_KEYS });

/**
 * The signature is that of the key which the proof itself carries.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
 */
export const proofSignature: Check<PresentedProof, ProofRules> = async ({ text, header }) => {
  const jwk = publicJwkOf(header);
  if (jwk === undefined) return false;
  const id = `${jwk.x}.${jwk.y}`;
  const key = imported.get(id) ?? importJWK(jwk, 'ES256');
  try {
    // > the JWT signature verifies with the public key contained in the jwk JOSE Header Parameter
    // Stryker disable next-line ObjectLiteral: the key is one for ES256, so nothing else verifies; said twice.
    await compactVerify(text, await key, { algorithms: ['ES256'] });
    imported.set(id, key);
    return true;
  } catch {
    return false;
  }
};
