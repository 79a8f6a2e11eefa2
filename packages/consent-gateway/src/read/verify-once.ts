import type {
  AccessTokenVerifier,
  PresentedCredentials,
  TokenVerification,
} from '../token/verify-access-token.ts';

export interface VerifyOnceOptions {
  readonly verifier: AccessTokenVerifier;
  /** Takes a proof once, on all processes together. `false`: it was used before. */
  readonly useProofOnce: (id: string, seconds: number) => Promise<boolean>;
}

/** Longer than a proof is young enough to be taken. */
const PROOF_SECONDS = 600;

/** For answers that no journal row stands for: the token, and a proof that was never used. */
export async function verifyOnce(
  credentials: PresentedCredentials,
  options: VerifyOnceOptions,
): Promise<TokenVerification> {
  const verified = await options.verifier.verify(credentials);
  if (!verified.verified) return verified;
  const proofId = `proof ${Buffer.from(verified.proof.digest).toString('base64url')}`;
  if (await options.useProofOnce(proofId, PROOF_SECONDS)) return verified;
  return { verified: false, reason: 'invalid_dpop_proof' };
}
