import type { HonourAction, HonourReason, ProblemCode } from '@parley/protocol';

/** What a vendor says that it did with an item, as far as it may rest in a database: nothing of what the item says. */
export interface HonourToReserve {
  readonly consentId: string;
  readonly version: number;
  readonly vendorId: string;
  readonly purpose: string;
  readonly category: string;
  /** By the opaque id that the vendor knows it under. */
  readonly itemId: string;
  /** Digest of the vendor's idempotency key. */
  readonly keyDigest: Buffer;
  /** Keyed: what is said, whole. */
  readonly contentDigest: Buffer;
  /** Keyed: the version of the item that the vendor acted on. Values are few enough to guess a plain digest. */
  readonly versionDigest: Buffer;
  readonly action: HonourAction;
  readonly reason?: HonourReason | undefined;
  readonly tokenId: string;
  readonly requestId: string;
}

export interface ReservedHonour {
  readonly consentId: string;
  readonly keyDigest: Buffer;
  readonly createdAt: Date;
  /** It is in the pod and in the ledger. */
  readonly isDone: boolean;
}

export type HonourReservation =
  | { readonly reserved: true; readonly honour: ReservedHonour; readonly isNew: boolean }
  | {
      readonly reserved: false;
      readonly reason: Extract<
        ProblemCode,
        'invalid_token' | 'temporarily_unavailable' | 'idempotency_key_reused' | 'too_many_requests'
      >;
    };

/** One statement that is in the pod. */
export interface RecordedHonour {
  readonly consentId: string;
  readonly vendorId: string;
  readonly category: string;
  readonly itemId: string;
  readonly versionDigest: Buffer;
  readonly action: HonourAction;
  readonly reason: HonourReason | undefined;
  readonly at: Date;
}

export interface UnsettledHonour extends ReservedHonour {
  readonly ownerId: string;
  /** Nobody writes it any more. */
  readonly isOld: boolean;
}

type Named = Pick<ReservedHonour, 'consentId' | 'keyDigest'>;

/**
 * PORT: what vendors have said that they did with items. Reserved while the consent is locked and live, then written into the pod, then
 * done: whatever is cut off in between is settled later.
 */
export interface HonourStore {
  /** @throws {GatewayError} `temporarily_unavailable` */
  reserve(honour: HonourToReserve, signal: AbortSignal): Promise<HonourReservation>;
  /** It is in the pod: the ledger has it from here on. Doing it twice does no harm. */
  complete(honour: Named): Promise<void>;
  /** It never came into the pod. */
  drop(honour: Named): Promise<void>;
  /** Reserved a while ago and not done, the oldest first. At most a hundred. */
  unsettled(): Promise<readonly UnsettledHonour[]>;
  /** Of each item, vendor and version of it the newest, of this owner's consents, the oldest first. */
  newestOf(ownerId: string): Promise<readonly RecordedHonour[]>;
}
