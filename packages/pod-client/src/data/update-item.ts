import type { DataCategory, DataItem, FieldValue } from '@parley/protocol';
import { PodError } from '../errors.ts';
import { remove } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import type { Graph } from '../rdf/graph.ts';
import { changeDocument, difference, emptyDocument } from './change-document.ts';
import { itemAddress, itemIri, listAddress } from './item-address.ts';
import { checkFields, itemStatements, presentStatements } from './item-statements.ts';
import { detailsOf } from './parse-item.ts';
import { itemsOf } from './parse-list.ts';

export interface UpdateItemOptions {
  readonly category: DataCategory;
  /** The item as the caller last saw it: where the pod has it otherwise, nothing is written. */
  readonly item: DataItem;
  /** The fields to change; `undefined` takes one away. */
  readonly fields: Readonly<Record<string, FieldValue | undefined>>;
  readonly audience?: DataItem['audience'];
  readonly now?: () => Date;
}

/**
 * Changes an item, and only if it still is as the caller saw it. What others wrote to other items, or say of this one
 * in terms that are not the category's, stays.
 *
 * @throws {PodError} `conflict`: read it again; `not_found`, `invalid_item`, `access_denied`, `unavailable`
 */
export async function updateItem(pod: Pod, options: UpdateItemOptions): Promise<DataItem> {
  const { category, item, now = () => new Date() } = options;
  const modified = Object.hasOwn(category.fields, 'modifiedAt') ? { modifiedAt: now().toISOString() } : {};
  const merged = { ...item.fields, ...modified, ...options.fields };
  const fields = Object.fromEntries(
    Object.entries(merged).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const changed: DataItem = { id: item.id, fields, audience: options.audience ?? item.audience };
  checkFields(category, fields);
  const { container } = pod;
  const subject = itemIri(category, container, item.id);
  const changeIn = (place: 'list' | 'item') => (graph: Graph) => {
    if (!isAsSeen(category, { graph, container, item, place })) throw new PodError('conflict');
    return difference(
      presentStatements(category, graph, subject, place),
      itemStatements(category, { container, item: changed, place, graph }),
    );
  };
  if (touches(category, options.fields, 'item')) {
    const url = itemAddress(category, container, item.id);
    await changeDocument(pod, { url, create: emptyDocument, change: changeIn('item') });
  }
  await changeDocument(pod, { url: listAddress(category, container), change: changeIn('list') });
  return changed;
}

/**
 * Takes an item out of the list, then deletes its document.
 *
 * @throws {PodError} `conflict`: it is not as the caller saw it; `access_denied`, `unavailable`
 */
export async function deleteItem(
  pod: Pod,
  options: { readonly category: DataCategory; readonly item: DataItem },
): Promise<void> {
  const { category, item } = options;
  const { container } = pod;
  const subject = itemIri(category, container, item.id);
  const url = listAddress(category, container);
  await changeDocument(pod, {
    url,
    create: emptyDocument,
    change: (graph) => {
      const deletes = graph.about(subject).filter(({ object }) => object.kind !== 'blank');
      if (deletes.length === 0) return undefined;
      if (!isAsSeen(category, { graph, container, item, place: 'list' })) throw new PodError('conflict');
      return { deletes };
    },
  });
  const details = itemAddress(category, container, item.id);
  if (details !== url) await remove(pod, { url: details });
}

function touches(category: DataCategory, fields: object, place: 'list' | 'item'): boolean {
  return Object.keys(fields).some((name) => category.fields[name]?.place === place);
}

/** Whether the document still says of the item what the caller saw. Messages may have come meanwhile. */
function isAsSeen(
  category: DataCategory,
  seen: { graph: Graph; container: string; item: DataItem; place: 'list' | 'item' },
): boolean {
  const { graph, container, item, place } = seen;
  const listed = itemsOf(category, graph, container).items.find(({ id }) => id === item.id);
  if (place === 'list' && listed === undefined) throw new PodError('not_found');
  const present =
    place === 'list'
      ? listed?.fields
      : detailsOf(category, graph, { container, id: item.id, ownerWebId: '' }).fields;
  const isSame = Object.entries(category.fields).every(
    ([name, field]) =>
      field.place !== place || field.kind === 'messages' || sameValue(present?.[name], item.fields[name]),
  );
  if (place === 'item') return isSame;
  return isSame && JSON.stringify(sorted(listed?.audience)) === JSON.stringify(sorted(item.audience));
}

function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return a === b || (typeof a === 'string' && typeof b === 'string' && isSameInstant(a, b));
}

function isSameInstant(a: string, b: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(a) && /^\d{4}-\d\d-\d\dT/.test(b) && Date.parse(a) === Date.parse(b);
}

function sorted(audience: DataItem['audience'] | undefined): unknown {
  return typeof audience === 'object' ? audience.toSorted() : audience;
}
