import type { ScanPosition } from '../changes/copy-cursor.ts';

/** One purpose of a live consent whose vendor wants to be told, and what of it was seen last. */
export interface WatchedCopy {
  readonly consentId: string;
  readonly version: number;
  readonly purpose: string;
  /** `undefined`: it is looked at for the first time. */
  readonly packed: Buffer | undefined;
  readonly after: ScanPosition | undefined;
  /** Everything was seen once: what is different from here on is news. */
  readonly isKnown: boolean;
  /** Another one for each look: who was overtaken tells nothing. */
  readonly look: number;
}

export interface ContentNews {
  readonly type: `${string}.changed` | 'message.added';
  /** By the vendor's own id for it. `undefined`: any of the category. */
  readonly itemId?: string;
}

export interface SeenCopy {
  readonly packed: Buffer;
  /** Where the next look goes on, at once. `undefined`: all was gone through. */
  readonly after: ScanPosition | undefined;
  readonly news: readonly ContentNews[];
}

/** PORT. Each method throws {GatewayError} `temporarily_unavailable`. */
export interface WatchedCopies {
  /** Begins with what vendors may be told of who have a webhook, or listen here, and leaves what has ended. */
  find(listening: readonly string[]): Promise<void>;
  /** What was not looked at for 30 s. No other process takes the same, nor what another one looked at last before it is late by 30 s. */
  take(of: {
    readonly listening: readonly string[];
    readonly limit: number;
  }): Promise<readonly WatchedCopy[]>;
  /** Keeps what was seen and tells the news, both or neither: nothing where the consent was stopped or changed, or another look was first. */
  settle(watched: WatchedCopy, seen: SeenCopy): Promise<void>;
  /** They are due now. */
  expire(consentIds: readonly string[]): Promise<void>;
}
