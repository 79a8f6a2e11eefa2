import type { Check, PresentedProof, ProofRules } from './token-check.ts';

const MAX_LENGTH = 256;

/** The proof has an id. Whether it is new is asked of the journal, in the statement that writes the disclosure down. */
export const proofId: Check<PresentedProof, ProofRules> = ({ claims: { jti } }) =>
  typeof jti === 'string' && jti.length > 0 && jti.length <= MAX_LENGTH;
