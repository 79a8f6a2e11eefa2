import type { ProofRules } from '../token/checks/token-check.ts';
import { type ClientAssertionOptions, readClientAssertion } from '../token/read-client-assertion.ts';
import { presentedProof, verifyProof } from '../token/verify-proof.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';

/** What a call without a token carries, each header as often as it came. */
export interface VendorCredentials {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly assertions: readonly string[];
  readonly proofs: readonly string[];
}

export interface AuthenticateOptions {
  readonly proofRules: ProofRules;
  readonly assertions: ClientAssertionOptions;
  /** Takes a proof once, on all processes together. `false`: it was used before. */
  readonly useProofOnce: (id: string, seconds: number) => Promise<boolean>;
}

export type VendorAuthentication =
  | { readonly authenticated: true; readonly vendor: Vendor }
  | {
      readonly authenticated: false;
      readonly reason: 'invalid_client' | 'invalid_dpop_proof' | 'use_dpop_nonce';
    };

/** Longer than a proof is young enough to be taken. */
const PROOF_SECONDS = 600;

/**
 * Which vendor calls, by client authentication and a DPoP proof for exactly this request, without a token. The proof comes first: one that
 * only lacks the nonce uses up no assertion.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523 @see https://www.rfc-editor.org/rfc/rfc9449
 */
export async function authenticateVendor(
  credentials: VendorCredentials,
  options: AuthenticateOptions,
): Promise<VendorAuthentication> {
  const proof = presentedProof(credentials);
  // A proof with `ath` was made for a token: it is not one for a call that has none.
  if (proof === undefined || Object.hasOwn(proof.claims, 'ath'))
    return { authenticated: false, reason: 'invalid_dpop_proof' };
  const said = await verifyProof(proof, options.proofRules);
  if (!said.verified) return { authenticated: false, reason: said.reason };
  const [assertion, ...others] = credentials.assertions;
  const vendor =
    assertion === undefined || others.length > 0
      ? undefined
      : await readClientAssertion(assertion, options.assertions);
  if (vendor === undefined) return { authenticated: false, reason: 'invalid_client' };
  const proofId = `proof ${Buffer.from(said.proof.digest).toString('base64url')}`;
  return (await options.useProofOnce(proofId, PROOF_SECONDS))
    ? { authenticated: true, vendor }
    : { authenticated: false, reason: 'invalid_dpop_proof' };
}
