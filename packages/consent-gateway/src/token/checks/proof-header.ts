import { z } from 'zod';
import { sha256Bytes } from '../../secrets/digests.ts';
import type { Check, PresentedProof, ProofRules } from './token-check.ts';

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** A public P-256 key. Further members such as `use` may stand beside it, the private one never. */
const publicJwkSchema = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});

/** The key of a proof, when it is one. */
export function publicJwkOf(header: Readonly<Record<string, unknown>>) {
  const { success, data } = publicJwkSchema.safeParse(header['jwk']);
  return success && !Object.hasOwn(data, 'd')
    ? { kty: data.kty, crv: data.crv, x: data.x, y: data.y }
    : undefined;
}

/** What a key is called. @see https://www.rfc-editor.org/rfc/rfc7638#section-3.2 */
export function thumbprintOf(header: Readonly<Record<string, unknown>>): string | undefined {
  const jwk = publicJwkOf(header);
  if (jwk === undefined) return undefined;
  const { crv, kty, x, y } = jwk;
  return sha256Bytes(JSON.stringify({ crv, kty, x, y })).toString('base64url');
}

/**
 * The proof says that it is one, is signed asymmetrically, and carries its public key.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
 */
export const proofHeader: Check<PresentedProof, ProofRules> = ({ header }) =>
  // > the typ JOSE Header Parameter has the value dpop+jwt
  header['typ'] === 'dpop+jwt' &&
  header['alg'] === 'ES256' &&
  !Object.hasOwn(header, 'crit') &&
  // > the jwk JOSE Header Parameter does not contain a private key
  publicJwkOf(header) !== undefined;
