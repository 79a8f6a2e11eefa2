import { createBoundedMap } from '../bounded-map.ts';
import { sha256Bytes } from '../secrets/digests.ts';
import { isCompactForm } from './checks/compact-form.ts';
import { jsonPart } from './checks/json-part.ts';
import { proofHeader, thumbprintOf } from './checks/proof-header.ts';
import { proofId } from './checks/proof-id.ts';
import { proofMethod } from './checks/proof-method.ts';
import { proofNonce } from './checks/proof-nonce.ts';
import { proofSignature } from './checks/proof-signature.ts';
import { proofTime } from './checks/proof-time.ts';
import { proofUri } from './checks/proof-uri.ts';
import type { Check, PresentedProof, ProofRules } from './checks/token-check.ts';

type Refusal = 'invalid_dpop_proof' | 'use_dpop_nonce';

/** The checks of a proof, in order, each with its refusal. The nonce comes last: a client that only lacks it repeats once. */
const CHECKS: readonly (readonly [Check<PresentedProof, ProofRules>, Refusal])[] = [
  [proofHeader, 'invalid_dpop_proof'],
  [proofSignature, 'invalid_dpop_proof'],
  [proofMethod, 'invalid_dpop_proof'],
  [proofUri, 'invalid_dpop_proof'],
  [proofTime, 'invalid_dpop_proof'],
  [proofId, 'invalid_dpop_proof'],
  [proofNonce, 'use_dpop_nonce'],
];

/** For the replay check: sha-256 of the key's thumbprint and the proof's id, and the proof's own time. */
export interface VerifiedProof {
  readonly digest: Uint8Array;
  readonly issuedAt: Date;
}

export type ProofVerification =
  | { readonly verified: true; readonly proof: VerifiedProof }
  | { readonly verified: false; readonly reason: Refusal };

/** Whether a proof is one for this request (RFC 9449), with whatever key. Not here: whether it is new, and whether it fits a token. */
export async function verifyProof(proof: PresentedProof, rules: ProofRules): Promise<ProofVerification> {
  for (const [check, reason] of CHECKS) {
    if (!(await check(proof, rules))) return { verified: false, reason };
  }
  const digest = sha256Bytes(`${thumbprintOf(proof.header)}${String(proof.claims['jti'])}`);
  return { verified: true, proof: { digest, issuedAt: new Date(Number(proof.claims['iat']) * 1000) } };
}

/** The one proof of a request. `proofs`: the header, as often as it came. */
export function presentedProof(presented: {
  readonly method: string;
  readonly target: string;
  readonly proofs: readonly string[];
}): PresentedProof | undefined {
  const [text, ...others] = presented.proofs;
  // > There is not more than one DPoP HTTP request header field.
  if (text === undefined || others.length > 0 || !isCompactForm(text)) return undefined;
  const [header, claims] = [headerOf(text), jsonPart(text, 1)];
  if (header === undefined || claims === undefined) return undefined;
  return { text, header, claims, method: presented.method, target: presented.target };
}

/** Of the usual length: a header with its key has 200 characters. */
const MAX_KNOWN_LENGTH = 512;
const MAX_KNOWN_HEADERS = 10_000;
// Stryker disable next-line ObjectLiteral: a bound of memory, too many headers for a unit test.
const known = createBoundedMap<string, Readonly<Record<string, unknown>>>({ maxEntries: MAX_KNOWN_HEADERS });

/** Parsed once for each text: a vendor's proofs all have the same header. It says nothing yet; the signature over it is checked each time. */
function headerOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const part = text.slice(0, text.indexOf('.'));
  const before = known.get(part);
  if (before !== undefined) return before;
  const header = jsonPart(text, 0);
  if (header !== undefined && part.length <= MAX_KNOWN_LENGTH) known.set(part, header);
  return header;
}
