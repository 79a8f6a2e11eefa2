import type { NoticeKind, OwnerSettings } from '@parley/protocol';

/** How an owner can be told, beside the list. */
export type NoticeWay = 'push' | 'mail';

/** Notices of one owner of which it is yet to be settled how they are told. */
export interface UnsortedNotices {
  readonly ownerId: string;
  readonly notices: readonly { readonly noticeId: string; readonly kind: NoticeKind }[];
}

/** One message tells an owner that there is something new, however much it is. */
export interface NoticeMessage {
  readonly ownerId: string;
  readonly way: NoticeWay;
  /** This one included. */
  readonly attempts: number;
  /** What the owner chose last. `undefined`: it is not known. */
  readonly settings: OwnerSettings | undefined;
}

/** PORT. Messages to owners, taken by putting them off: no lock is held while somebody is slow. */
export interface NoticeMessages {
  takeUnsorted(): Promise<readonly UnsortedNotices[]>;
  /** What `settings.ttl` says. Kept for when the pod cannot be read. `undefined`: there is nothing to go by any more. */
  keepSettings(ownerId: string, settings: OwnerSettings | undefined): Promise<void>;
  /** @returns what was kept last */
  findSettings(ownerId: string): Promise<OwnerSettings | undefined>;
  /** They are settled; a message goes out in each of these ways, unless one is on its way. Not more often than each way allows. */
  settle(notices: UnsortedNotices, ways: readonly NoticeWay[]): Promise<void>;
  takeDue(): Promise<readonly NoticeMessage[]>;
  putOff(message: NoticeMessage, until: Date): Promise<void>;
  /** It was sent, or is given up. */
  finish(message: NoticeMessage, how: 'sent' | 'given_up'): Promise<void>;
}
