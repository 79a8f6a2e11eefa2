import type { AccessTokenClaims } from '@parley/protocol';
import type { CryptoKey } from 'jose';

/** A key that access tokens may be signed with now. */
export interface TokenKey {
  readonly kid: string;
  readonly publicKey: CryptoKey;
}

/** What a proof is held against. */
export interface ProofRules {
  /** The public origin of the gateway: never taken from a request. */
  readonly publicOrigin: string;
  readonly acceptsNonce: (nonce: string) => boolean;
  readonly now: () => Date;
}

/** What a token and its proof are held against. */
export interface TokenRules extends ProofRules {
  readonly issuer: string;
  /** The one audience: the address of the read API. */
  readonly audience: string;
  readonly keys: () => readonly TokenKey[];
}

/** A token that has the form of one. The parts are decoded; nothing in them is believed before the list of checks is through. */
export interface PresentedToken {
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A proof for one request. */
export interface PresentedProof {
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly method: string;
  /** Path and query of the request, as sent. */
  readonly target: string;
}

/** A proof beside the token that it was made for. The token has passed its checks. */
export interface BoundProof extends PresentedProof {
  readonly token: { readonly digest: string; readonly claims: AccessTokenClaims };
}

/** One rule. Whatever does not hold exactly is refused. */
export type Check<T, Rules = TokenRules> = (presented: T, rules: Rules) => boolean | Promise<boolean>;
