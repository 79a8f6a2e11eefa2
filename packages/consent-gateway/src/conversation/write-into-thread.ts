// The last part of a message's way: from here on nothing is decided. What is cut off is done by the vendor's next try, or settled later.
import type { PodPlace } from '../read/pod-reader.ts';
import type { MessageStore, ReservedMessage } from './message-store.ts';
import type { MessagePlace, ThreadWriter } from './thread-writer.ts';

export interface WritingIntoThread {
  readonly pod: PodPlace;
  readonly place: MessagePlace;
  readonly reserved: ReservedMessage;
  /** Nobody has begun to write it. */
  readonly isNew: boolean;
  /** `absent`: there is no place for it, and none is made. */
  readonly write: () => Promise<'added' | 'absent'>;
  /** Whether the owner has muted the thread, asked for once it is there. */
  readonly isMuted: () => Promise<boolean>;
}

/**
 * The pod first, then the ledger. What was begun before is looked for in the pod, so that nothing is there twice.
 *
 * @throws {GatewayError} `temporarily_unavailable`
 */
export async function writeIntoThread(
  { pod, place, reserved, isNew, write, isMuted }: WritingIntoThread,
  {
    messages,
    threads,
  }: { messages: Pick<MessageStore, 'complete' | 'drop'>; threads: Pick<ThreadWriter, 'has'> },
): Promise<'written' | 'absent'> {
  if (reserved.isDone) return 'written';
  const isThere = !isNew && (await threads.has(pod, place));
  if (!isThere && (await write()) === 'absent') {
    await messages.drop(reserved);
    return 'absent';
  }
  await messages.complete(reserved, { isQuiet: await isMuted() });
  return 'written';
}
