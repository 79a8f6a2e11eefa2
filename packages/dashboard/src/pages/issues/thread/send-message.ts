import { addMessage, isPodError, type Pod, readItem, updateItem } from '@parley/pod-client';
import type { DataItem, ThreadMessage } from '@parley/protocol';
import { issueCategory } from '../issue-category.ts';

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
  try {
    await add();
  } catch (fault) {
    if (!isPodError(fault) || fault.code !== 'not_found') throw fault;
    await makeDocument(pod, issue.id);
    await add();
  }
}

/** What is shown may be older than what was just done to the issue, such as closing it: the document is made for it as it is now. */
async function makeDocument(pod: Pod, id: string): Promise<void> {
  const item = await readItem(pod, { category: issueCategory, id });
  const fields = { description: item.fields['description'] };
  await updateItem(pod, { category: issueCategory, item, fields });
}
