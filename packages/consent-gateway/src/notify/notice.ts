import type { NoticeKind } from '@parley/protocol';
import type { ListPage, ListQuery } from '../list-page.ts';

/** What the owner should know of: ids and a kind, never content. */
export interface Notice {
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly vendorId: string | null;
  readonly consentId: string | null;
  readonly requestId: string | null;
  /** Opaque, as the vendor knows it. */
  readonly issueId: string | null;
  readonly unusual: 'many_reads' | 'new_category' | null;
  readonly createdAt: Date;
  readonly seenAt: Date | null;
}

/** PORT. The owner's list. */
export interface NoticeStore {
  list(query: ListQuery): Promise<ListPage<Notice>>;
  countUnseen(ownerId: string): Promise<number>;
  /** Those that are this owner's. */
  markSeen(ownerId: string, noticeIds: readonly string[]): Promise<void>;
  /** Reads of a consent are held, because its pod does not confirm it. Told once a day for each consent. */
  addHeld(held: { readonly ownerId: string; readonly consentId: string }): Promise<void>;
}

/** PORT. Finds in the index what owners should know of: each once for its cause, however often and by however many processes. */
export interface NoticeFinder {
  /** What has happened since: requests, first and unusual reads, vendors on hold. */
  findNew(since: Date): Promise<void>;
  /** What time brings: consents that end or have run for long, records that wait for their pod. */
  findDue(): Promise<void>;
}
