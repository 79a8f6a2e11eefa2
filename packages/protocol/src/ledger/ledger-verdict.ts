import type { ChainedEntry, LedgerEntryBody } from './ledger-entry.ts';

/** What can be wrong with a ledger. */
export type LedgerProblemCode =
  /** Not signed by the gateway: forged, or a byte of it was changed. */
  | 'signature_invalid'
  /** Signed, but not a block. */
  | 'block_malformed'
  /** It belongs to another owner's ledger. */
  | 'owner_mismatch'
  /** Between this block and the one before, blocks are not there. */
  | 'block_missing'
  /** It stands behind a later one, or twice. */
  | 'block_out_of_order'
  /** It does not continue the block before it. */
  | 'previous_mismatch'
  /** Its hash is not the hash of what it says. */
  | 'hash_mismatch'
  /** Entries of a consent are missing, or twice, or in another order. */
  | 'entry_out_of_sequence'
  /** The text of an entry is not one, or is another consent's. */
  | 'entry_malformed'
  /** The stated heads are not those of the entries. */
  | 'heads_mismatch';

export interface LedgerProblem {
  readonly code: LedgerProblemCode;
  /** The number that the block states; of a block that cannot be believed, the one that its place would give it. */
  readonly blockNumber: number;
  readonly detail: string;
}

export interface VerifiedEntry extends ChainedEntry {
  readonly blockNumber: number;
  readonly entry: LedgerEntryBody;
}

/** The gateway says itself, signed, that entries were lost with its database before they reached the pod. */
export interface LedgerGap {
  readonly consentId: string;
  readonly blockNumber: number;
  /** What somebody knows of entries with this number or a later one, from before `to`, may be of lost ones. */
  readonly sequence: number;
  /** RFC 3339: when the last entries that are in the pod were sealed. */
  readonly from: string;
  /** RFC 3339: when the gateway began anew. */
  readonly to: string;
}

/** The end of one consent's chain. */
export interface ConsentHead {
  readonly sequence: number;
  readonly link: string;
}

export interface LedgerVerdict {
  /** Every entry that can be read of every block with a good signature, in the order of the blocks. */
  readonly entries: readonly VerifiedEntry[];
  readonly heads: {
    /** The last block. */
    readonly block: { readonly number: number; readonly hash: string } | undefined;
    /** By consent id. */
    readonly consents: ReadonlyMap<string, ConsentHead>;
  };
  /** What the gateway declares as lost. Not a problem of what is there. */
  readonly gaps: readonly LedgerGap[];
  /** Empty: nothing is changed, missing, re-ordered or forged. */
  readonly problems: readonly LedgerProblem[];
}
