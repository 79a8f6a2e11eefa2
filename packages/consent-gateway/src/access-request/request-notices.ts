/** That somebody asks, for the inbox in the owner's pod: who, until when, and where to look. Nothing of what is asked. */
export interface RequestNotice {
  readonly requestId: string;
  readonly ownerId: string;
  readonly vendorName: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
}

/** PORT. */
export interface RequestNoticeStore {
  /** Takes notices that are due, hands each to `deliver`, and marks it told or puts it off. */
  deliver(deliver: (notice: RequestNotice) => Promise<void>): Promise<void>;
}

/** PORT: the pod's inbox. Where the owner does not want notices there, it is done with nothing. */
export type PutRequestNotice = (notice: RequestNotice) => Promise<void>;
