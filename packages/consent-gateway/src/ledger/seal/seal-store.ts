import type { ChainedEntry, ConsentHead } from '@parley/protocol';

/** A journal row on its way into its consent's chain. */
export interface UnchainedEntry {
  readonly consentId: string;
  /** RFC 3339 with microseconds. */
  readonly at: string;
  readonly body: string;
}

/** What one owner's next block is made of. */
export interface BlockMaterial {
  readonly ownerId: string;
  readonly number: number;
  /** Hash of the block before; `undefined` for the first. */
  readonly previousHash: string | undefined;
  readonly sealedAt: Date;
  /** By consent, in the order of their sequence. */
  readonly entries: readonly (ChainedEntry & { readonly link: string })[];
}

export interface SealedBlock {
  readonly hash: string;
  readonly jws: string;
}

export interface WaitingBlock {
  readonly ownerId: string;
  readonly number: number;
  readonly sealedAt: Date;
  readonly jws: string;
  /** How often it was taken, this time included. */
  readonly attempts: number;
}

/**
 * PORT. The journal as the sealer works on it. Any number of processes may do so at the same time: an owner is one process's at a
 * time, and what others have taken is passed over.
 */
export interface SealStore {
  /**
   * Chains what is unchained of some owners, in one transaction. Returns how many entries. `chain` gets them by consent and time, with
   * the heads so far, and answers with the new head behind each.
   */
  chainSome(
    chain: (
      entries: readonly UnchainedEntry[],
      heads: ReadonlyMap<string, ConsentHead>,
    ) => Promise<readonly ConsentHead[]>,
  ): Promise<number>;
  /**
   * Makes the next block of some owners whose last one is old enough, in one transaction. Returns how many. `patience.behind` is for
   * owners whose last block is not in the pod yet.
   */
  sealSome(
    patience: { readonly seconds: number; readonly behind: number },
    seal: (material: BlockMaterial) => Promise<SealedBlock>,
  ): Promise<number>;
  /** Turns hours of counted refusals that are over into entries. Returns how many. */
  closeRefusalHours(): Promise<number>;
  /** How many blocks are due, up to `limit`. One that is put off waits for its own pod, not for us: it slows nobody else down. */
  countWaiting(limit: number): Promise<number>;
  /** Takes due blocks, each the next of its owner, for a minute: after that they are due again. */
  takeWaiting(limit: number): Promise<WaitingBlock[]>;
  markWritten(block: WaitingBlock): Promise<void>;
  putOff(block: WaitingBlock, seconds: number): Promise<void>;
}
