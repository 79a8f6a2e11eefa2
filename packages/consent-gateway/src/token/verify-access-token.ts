// Stage 3, the resource server's half: is this the token of a vendor that holds the key, for exactly this request?
// In: what the request carries. Out: the token and its proof, or a typed refusal. Not here: whether the consent is still
// live and whether the proof is new; the journal answers both in the statement that writes the disclosure down.
import { type AccessTokenClaims, accessTokenClaimsSchema, type ProblemCode } from '@parley/protocol';
import { createBoundedMap } from '../bounded-map.ts';
import { sha256Text } from '../secrets/digests.ts';
import { isCompactForm } from './checks/compact-form.ts';
import { issuerAndAudience } from './checks/issuer-and-audience.ts';
import { jsonPart } from './checks/json-part.ts';
import { proofKey } from './checks/proof-key.ts';
import { proofToken } from './checks/proof-token.ts';
import type { BoundProof, Check, PresentedToken, TokenRules } from './checks/token-check.ts';
import { tokenClaims } from './checks/token-claims.ts';
import { tokenHeader } from './checks/token-header.ts';
import { tokenKey } from './checks/token-key.ts';
import { tokenLifetime } from './checks/token-lifetime.ts';
import { tokenSignature } from './checks/token-signature.ts';
import { presentedProof, type VerifiedProof, verifyProof } from './verify-proof.ts';

/** The checks of a token, in order: the cheap ones and those that keep foreign keys out come first. */
const TOKEN_CHECKS: readonly Check<PresentedToken>[] = [
  tokenHeader,
  tokenKey,
  tokenSignature,
  issuerAndAudience,
  tokenLifetime,
  tokenClaims,
];

/** What makes a proof one for this token, checked before the proof for itself. */
const BOUND_CHECKS: readonly Check<BoundProof>[] = [proofKey, proofToken];

/** What a request carries, each header as often as it came. */
export interface PresentedCredentials {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly authorization: readonly string[];
  readonly proofs: readonly string[];
}

export interface VerifiedToken {
  readonly claims: AccessTokenClaims;
  /** sha-256 of the exact text, base64url. */
  readonly digest: string;
}

export type TokenVerification =
  | {
      readonly verified: true;
      readonly token: VerifiedToken;
      readonly proof: VerifiedProof;
    }
  | { readonly verified: false; readonly reason: ProblemCode };

export interface AccessTokenVerifier {
  verify(presented: PresentedCredentials): Promise<TokenVerification>;
}

interface KnownToken extends VerifiedToken {
  readonly header: Readonly<Record<string, unknown>>;
}

const MAX_KNOWN_TOKENS = 10_000;

/**
 * Verifies access tokens and their DPoP proofs (RFC 9068, RFC 9449). A token that has passed is known by the sha-256 of its
 * exact text until it ends or its key is retired; a proof is checked in full each time.
 */
export function createAccessTokenVerifier(rules: TokenRules): AccessTokenVerifier {
  // Stryker disable next-line ObjectLiteral: a bound of memory, too many tokens for a unit test.
  const known = createBoundedMap<string, KnownToken>({ maxEntries: MAX_KNOWN_TOKENS });
  const tokenOf = async (text: string): Promise<KnownToken | undefined> => {
    const digest = sha256Text(text);
    const before = known.get(digest);
    if (before !== undefined)
      return (await passes([tokenKey, tokenLifetime], { text, ...before }, rules)) ? before : undefined;
    const [header, claims] = [jsonPart(text, 0), jsonPart(text, 1)];
    if (header === undefined || claims === undefined) return undefined;
    if (!(await passes(TOKEN_CHECKS, { text, header, claims }, rules))) return undefined;
    const token = { header, digest, claims: accessTokenClaimsSchema.parse(claims) };
    known.set(digest, token);
    return token;
  };
  return {
    async verify(presented) {
      const text = dpopToken(presented.authorization);
      const token = text === undefined ? undefined : await tokenOf(text);
      if (token === undefined) return { verified: false, reason: 'invalid_token' };
      const proof = presentedProof(presented);
      if (proof === undefined || !(await passes(BOUND_CHECKS, { ...proof, token }, rules)))
        return { verified: false, reason: 'invalid_dpop_proof' };
      const said = await verifyProof(proof, rules);
      return said.verified ? { verified: true, token, proof: said.proof } : said;
    },
  };
}

async function passes<T>(checks: readonly Check<T>[], presented: T, rules: TokenRules): Promise<boolean> {
  for (const check of checks) if (!(await check(presented, rules))) return false;
  return true;
}

/** The one token under the scheme DPoP, in the one form that a token has. */
function dpopToken(authorization: readonly string[]): string | undefined {
  const [only, ...others] = authorization;
  // Stryker disable next-line StringLiteral: what stands for no header is any text without the scheme.
  const text = others.length === 0 ? /^DPoP ([^ ]+)$/i.exec(only ?? '')?.[1] : undefined;
  return text !== undefined && isCompactForm(text) ? text : undefined;
}
