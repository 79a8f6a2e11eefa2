import type { Check, PresentedProof, ProofRules } from './token-check.ts';

/** The proof is for this method. @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3 */
export const proofMethod: Check<PresentedProof, ProofRules> = ({ claims, method }) =>
  claims['htm'] === method;
