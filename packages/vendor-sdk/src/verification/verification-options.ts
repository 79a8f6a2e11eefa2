import type { allowInsecureLoopback } from '../create-vendor-client.ts';
import type { Fetch } from '../http/attempt.ts';
import type { PublicKeySet } from './public-key-set.ts';

/** Whose signature counts: give `recordKeys`, `gateway`, or both. With `recordKeys` nothing is fetched. */
export interface VerificationOptions {
  /** The gateway's record keys, kept from its `/.well-known/parley/record-keys`. Old ones stay in use for ever: keep them all. */
  readonly recordKeys?: PublicKeySet;
  /** The signed texts of `ledger/keys/` in the owner's pod: keys in them count where they follow from the record keys. Default: none. */
  readonly recordKeyStatements?: readonly string[];
  /** The gateway that has to have signed, such as `https://gateway.example`. Without `recordKeys` they are fetched there. */
  readonly gateway?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
  readonly signal?: AbortSignal;
  /** For fetching the keys. Default 10 000. */
  readonly timeoutMs?: number;
  readonly [allowInsecureLoopback]?: boolean;
}
