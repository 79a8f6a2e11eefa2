// The last part of a message's way: from here on nothing is decided. What is cut off is done by the vendor's next try, or settled later.
import type { DataCategory, VendorMessageClaims } from '@parley/protocol';
import type { ConsentFacts } from '../read/consent-facts.ts';
import type { MessageStore, ReservedMessage } from './message-store.ts';
import type { ThreadWriter } from './thread-writer.ts';

export interface WritingIntoThread {
  readonly consent: Pick<ConsentFacts, 'container' | 'ownerWebId' | 'vendorId'>;
  readonly category: DataCategory;
  /** The issue's id in the pod. */
  readonly issue: string;
  readonly reserved: ReservedMessage;
  /** Nobody has begun to write it. */
  readonly isNew: boolean;
  readonly said: Pick<VendorMessageClaims, 'content' | 'proposes' | 'by'>;
  /** The same, as the vendor has signed it. */
  readonly signed: string;
  readonly signal: AbortSignal;
}

/**
 * The pod first, then the ledger. What was begun before is looked for in the pod, so that nothing is there twice.
 *
 * @returns `absent`: the issue has no document, and none is made
 * @throws {GatewayError} `temporarily_unavailable`
 */
export async function writeIntoThread(
  writing: WritingIntoThread,
  { messages, threads }: { messages: Pick<MessageStore, 'complete' | 'drop'>; threads: ThreadWriter },
): Promise<'written' | 'absent'> {
  const { consent, category, issue, reserved, said, signed, signal } = writing;
  if (reserved.isDone) return 'written';
  const { podId, createdAt } = reserved;
  const place = { category, issue, podId };
  const isThere = !writing.isNew && (await threads.has(consent, place));
  const { content, proposes, by } = said;
  const message = { ...place, createdAt, vendorId: consent.vendorId, content, proposes, by, signed };
  if (!isThere && (await threads.add(consent, message, signal)) === 'absent') {
    await messages.drop(reserved);
    return 'absent';
  }
  await messages.complete(reserved);
  return 'written';
}
