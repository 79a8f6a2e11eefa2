import { thumbprintOf } from './proof-header.ts';
import type { BoundProof, Check } from './token-check.ts';

/**
 * The proof's key is the one that the token is bound to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
 */
export const proofKey: Check<BoundProof> = ({ header, token }) =>
  // > confirm that the public key to which the access token is bound matches the public key from the DPoP proof
  thumbprintOf(header) === token.claims.cnf.jkt;
