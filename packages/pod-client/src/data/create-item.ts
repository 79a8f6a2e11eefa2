import { type DataCategory, type DataItem, type FieldValue, newId, WF } from '@parley/protocol';
import { put, remove } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import { createGraph } from '../rdf/graph.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { changeDocument, emptyDocument } from './change-document.ts';
import { itemAddress, listAddress } from './item-address.ts';
import { checkFields, itemStatements } from './item-statements.ts';
import { trackerDocument } from './tracker.ts';

export interface CreateItemOptions {
  readonly category: DataCategory;
  /** When it was made and last changed is filled in. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly audience: DataItem['audience'];
  readonly now?: () => Date;
}

/**
 * Adds an item to the owner's pod; its document is made first, so that nothing is listed that is not there.
 *
 * @throws {PodError} `invalid_item`, `access_denied`, `unavailable`, `conflict`
 */
export async function createItem(pod: Pod, options: CreateItemOptions): Promise<DataItem> {
  const { category, audience, now = () => new Date() } = options;
  const { container } = pod;
  const at = now().toISOString();
  const item: DataItem = {
    id: newId('item'),
    fields: { ...times(category, at), ...options.fields },
    audience,
  };
  checkFields(category, item.fields);
  const nothing = createGraph([]);
  const details = category.itemDocument === undefined ? undefined : itemAddress(category, container, item.id);
  if (details !== undefined) {
    const turtle = writeTurtle(itemStatements(category, { container, item, place: 'item', graph: nothing }));
    await put(pod, { url: details, turtle, condition: { ifNoneMatch: '*' } });
  }
  try {
    await changeDocument(pod, {
      url: listAddress(category, container),
      create: () => newList(category, container, at),
      change: (graph) => ({ inserts: itemStatements(category, { container, item, place: 'list', graph }) }),
    });
  } catch (error) {
    if (details !== undefined) await remove(pod, { url: details }).catch(() => undefined);
    throw error;
  }
  return item;
}

/** The text of a category's document without items. */
export function newList(category: DataCategory, container: string, createdAt: string): string {
  return category.rdfClass === WF.Task
    ? trackerDocument(category, { container, title: category.label, createdAt })
    : emptyDocument();
}

function times(category: DataCategory, at: string): Record<string, FieldValue> {
  return Object.fromEntries(
    ['createdAt', 'modifiedAt'].flatMap((name) => (Object.hasOwn(category.fields, name) ? [[name, at]] : [])),
  );
}
