// What somebody has written in the CRM, and whether it is for the owner. In: a comment as the CRM reports it. Out: the input of
// `consent.reply` of the vendor SDK, or the reason why nothing is sent.

import { messageTextSchema } from '@parley/protocol';
import type { OwnerBook } from '../bookkeeping/book.ts';
import { CrmConnectorError } from '../errors.ts';
import { type KeyedDigest, markOf } from './keyed-digest.ts';

/** What the CRM says has changed: one value of one record. */
export interface CrmReport {
  readonly externalId: string;
  readonly value: string;
  /** Who changed it, as the CRM calls its users. */
  readonly changedBy?: string;
}

/** A comment that the CRM reports. */
export interface CrmComment {
  /** Of the record that it stands in. */
  readonly externalId: string;
  /** As the CRM calls it: the same comment is sent once, however often it is reported. */
  readonly commentId: string;
  readonly text: string;
  readonly authorId: string;
  /** One of the vendor's people, not the person whom the record is about. */
  readonly isStaff: boolean;
  /** Meant for the person whom the record is about. */
  readonly isPublic: boolean;
}

/** What to give to `consent.reply(issueId, reply)` of the vendor SDK. */
export interface MessageInput {
  readonly gateway: string;
  readonly consentId: string;
  readonly issueId: string;
  readonly reply: {
    readonly purpose: string;
    readonly content: string;
    readonly idempotencyKey: string;
  };
}

/** `own`: the connector wrote it. `internal`: not for the owner. `unknown`: of a record that no consent covers any more, or never did. */
export type CommentVerdict =
  | { readonly kind: 'message'; readonly message: MessageInput }
  | { readonly kind: 'own' | 'internal' | 'unknown' };

export interface LoopGuard {
  readonly keyed: KeyedDigest;
  /** The connector's own user in the CRM: only what this user changed can be an echo. */
  readonly writerId?: string | undefined;
}

/** Whether a report is the echo of what the connector wrote, however late it comes. */
export async function isEcho(
  { keyed, writerId }: LoopGuard,
  book: OwnerBook | undefined,
  { externalId, value, changedBy }: CrmReport,
): Promise<boolean> {
  if (writerId !== undefined && changedBy !== undefined && changedBy !== writerId) return false;
  const mark = await markOf(keyed, { externalId, value });
  const records = book?.records.filter((record) => record.externalId === externalId) ?? [];
  return records.some(({ marks }) => marks.includes(mark));
}

/** @throws {unfit_text} where the owner could not be sent the words as they are */
export async function readComment(
  guard: LoopGuard,
  book: OwnerBook | undefined,
  comment: CrmComment,
): Promise<CommentVerdict> {
  const { externalId, commentId, text, authorId } = comment;
  const record = book?.records.find((each) => each.externalId === externalId);
  const ground = record?.grounds.find(({ category, isLost }) => category === 'issues' && isLost !== true);
  if (book === undefined || ground === undefined) return { kind: 'unknown' };
  if (!comment.isPublic || !comment.isStaff) return { kind: 'internal' };
  if (await isEcho(guard, book, { externalId, value: text, changedBy: authorId })) return { kind: 'own' };
  const content = messageTextSchema.safeParse(text.replaceAll(/\r\n?/g, '\n').trim());
  if (!content.success) throw new CrmConnectorError('unfit_text');
  const { consentId, purpose, itemId: issueId } = ground;
  const idempotencyKey = await guard.keyed.digest('comment', externalId, commentId);
  const reply = { purpose, content: content.data, idempotencyKey };
  return { kind: 'message', message: { gateway: book.gateway, consentId, issueId, reply } };
}
