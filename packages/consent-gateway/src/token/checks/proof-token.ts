import type { BoundProof, Check } from './token-check.ts';

/** The proof is for this very token. @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3 */
export const proofToken: Check<BoundProof> = ({ claims, token }) =>
  // > ensure that the value of the ath claim equals the hash of that access token
  claims['ath'] === token.digest;
