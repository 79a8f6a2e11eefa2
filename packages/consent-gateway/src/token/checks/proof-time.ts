import type { Check, PresentedProof, ProofRules } from './token-check.ts';

/** How old a proof may be, and how far ahead the vendor's clock. The journal remembers proofs for longer than that. */
export const OLDEST_PROOF_SECONDS = 300;
export const PROOF_AHEAD_SECONDS = 60;

/** The proof was made just now. @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3 */
export const proofTime: Check<PresentedProof, ProofRules> = ({ claims: { iat } }, { now }) => {
  const age = now().getTime() / 1000 - Number(iat);
  return Number.isSafeInteger(iat) && age <= OLDEST_PROOF_SECONDS && age >= -PROOF_AHEAD_SECONDS;
};
