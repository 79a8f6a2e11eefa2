import type { Check, PresentedProof, ProofRules } from './token-check.ts';

/** The proof has a nonce of ours that is still good. @see https://www.rfc-editor.org/rfc/rfc9449#section-9 */
export const proofNonce: Check<PresentedProof, ProofRules> = ({ claims: { nonce } }, { acceptsNonce }) =>
  typeof nonce === 'string' && acceptsNonce(nonce);
