import type { DataCategory } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { isPodError, PodError } from '../errors.ts';
import { put } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { changeDocument } from './change-document.ts';
import { newList } from './create-item.ts';
import { itemAddress, itemIri, listAddress } from './item-address.ts';

/** What `deleteItem` took away, to bring it back with: it is the owner's data, to be held in memory only. */
export interface DeletedItem {
  readonly id: string;
  /** What the list said of it, as Turtle. */
  readonly listed: string;
  /** The text of its own document, where it had one. */
  readonly document?: string;
}

/**
 * Takes a deletion back: the item is in the list again under the same id, with its document and thread as they were. Trying again is safe.
 *
 * @throws {PodError} `conflict`: there is such an item again; `access_denied`, `unavailable`
 */
export async function restoreItem(
  pod: Pod,
  options: { readonly category: DataCategory; readonly deleted: DeletedItem; readonly now?: () => Date },
): Promise<void> {
  const { category, deleted, now = () => new Date() } = options;
  const { container } = pod;
  const subject = itemIri(category, container, deleted.id);
  const url = listAddress(category, container);
  if (deleted.document !== undefined)
    await putBack(pod, itemAddress(category, container, deleted.id), deleted.document);
  const inserts = parseTurtle(deleted.listed, url).about(subject);
  await changeDocument(pod, {
    url,
    create: () => newList(category, container, now().toISOString()),
    change: (graph) => {
      if (graph.about(subject).some(({ object }) => object.kind !== 'blank')) throw new PodError('conflict');
      return { inserts };
    },
  });
}

/** Nothing is overwritten; where an attempt before got as far as this, it is there already. */
async function putBack(pod: Pod, url: string, turtle: string): Promise<void> {
  try {
    await put(pod, { url, turtle, condition: { ifNoneMatch: '*' } });
  } catch (error) {
    if (!isPodError(error) || error.code !== 'conflict') throw error;
    const there = await readDocument({ ...pod, url });
    if (there.status !== 'read' || there.turtle !== turtle) throw error;
  }
}
