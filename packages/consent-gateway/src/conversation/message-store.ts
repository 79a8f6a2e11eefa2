import type { ProblemCode } from '@parley/protocol';

/** A message that a vendor may send now: who, under which consent, and what makes it the same when it comes again. */
export interface MessageToReserve {
  readonly consentId: string;
  readonly version: number;
  readonly vendorId: string;
  readonly purpose: string;
  /** The issue, by the opaque id that the vendor knows it under. */
  readonly issueId: string;
  /** Digest of the vendor's idempotency key. */
  readonly keyDigest: Buffer;
  /** Keyed digest of what is said. */
  readonly contentDigest: Buffer;
  /** It begins a thread. */
  readonly opens: boolean;
  /** Where it is to stand there is no room for another one; one that was reserved before goes on. */
  readonly isFull: boolean;
  readonly tokenId: string;
  readonly requestId: string;
}

export interface ReservedMessage {
  readonly consentId: string;
  readonly keyDigest: Buffer;
  /** What it is called in the issue's document. */
  readonly podId: string;
  readonly createdAt: Date;
  readonly issueId: string;
  /** It is in the pod and in the ledger. */
  readonly isDone: boolean;
}

export type Reservation =
  /** `isNew`: nobody has begun to write it. */
  | { readonly reserved: true; readonly message: ReservedMessage; readonly isNew: boolean }
  | {
      readonly reserved: false;
      readonly reason: Extract<
        ProblemCode,
        'invalid_token' | 'temporarily_unavailable' | 'idempotency_key_reused' | 'too_many_requests'
      >;
    };

/**
 * PORT: which messages vendors have sent. Never what they say. A message is reserved while its consent is locked and live, then written
 * into the pod, then done: whatever is cut off in between is settled later.
 */
export interface MessageStore {
  /** @throws {GatewayError} `temporarily_unavailable` */
  reserve(message: MessageToReserve, signal: AbortSignal): Promise<Reservation>;
  /** It is in the pod: the ledger has it from here on. `isQuiet`: the owner has muted the thread. Doing it twice does no harm. */
  complete(
    message: Pick<ReservedMessage, 'consentId' | 'keyDigest'>,
    how: { readonly isQuiet: boolean },
  ): Promise<void>;
  /** It never came into the pod. */
  drop(message: Pick<ReservedMessage, 'consentId' | 'keyDigest'>): Promise<void>;
  /** Reserved a while ago and not done, the oldest first. `isOld`: nobody writes it any more. At most a hundred. */
  unsettled(): Promise<readonly UnsettledMessage[]>;
}

export interface UnsettledMessage extends ReservedMessage {
  readonly ownerId: string;
  readonly vendorId: string;
  readonly isOld: boolean;
}
