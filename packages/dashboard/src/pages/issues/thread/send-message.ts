import { addMessage, type Pod } from '@parley/pod-client';
import type { DataItem, ThreadMessage } from '@parley/protocol';
import { issueCategory } from '../issue-category.ts';
import { withDocument } from '../with-document.ts';

/** A message that is being sent, under a name that stays the same however often it has to be tried. */
export type Outgoing = Pick<ThreadMessage, 'id' | 'createdAt' | 'content'>;

export function newOutgoing(content: string, now = new Date()): Outgoing {
  return {
    id: `Msg${now.getTime()}-${crypto.randomUUID().slice(0, 8)}`,
    createdAt: now.toISOString(),
    content,
  };
}

/**
 * Adds a message of the person's to an issue. An issue that another app wrote without a document of its own gets one first.
 *
 * @throws {PodError} as `addMessage`
 */
export async function sendMessage(pod: Pod, issue: DataItem, outgoing: Outgoing): Promise<void> {
  const { id, createdAt, content } = outgoing;
  const add = () =>
    addMessage(pod, {
      category: issueCategory,
      itemId: issue.id,
      content,
      maker: pod.webId ?? '',
      from: 'owner',
      identity: { id, createdAt },
    });
  await withDocument(pod, issue.id, add);
}
