import { sha256Bytes } from '../../secrets/digests.ts';
import { publicJwkOf } from './proof-header.ts';
import type { Check, PresentedProof } from './token-check.ts';

/**
 * The proof's key is the one that the token is bound to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7638#section-3.2
 */
export const proofKey: Check<PresentedProof> = ({ header, token }) => {
  const jwk = publicJwkOf(header);
  if (jwk === undefined) return false;
  const { crv, kty, x, y } = jwk;
  // > confirm that the public key to which the access token is bound matches the public key from the DPoP proof
  return sha256Bytes(JSON.stringify({ crv, kty, x, y })).toString('base64url') === token.claims.cnf.jkt;
};
