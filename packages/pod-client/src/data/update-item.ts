import type { DataCategory, DataItem, FieldValue } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import { put, remove } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import type { Graph } from '../rdf/graph.ts';
import type { Statement } from '../rdf/term.ts';
import { changeDocument, difference, emptyDocument } from './change-document.ts';
import { isMany } from './field-value.ts';
import { itemAddress, itemIri, listAddress } from './item-address.ts';
import { checkFields, fieldStatements, itemStatements, presentStatements } from './item-statements.ts';
import { detailsOf } from './parse-item.ts';
import { itemsOf } from './parse-list.ts';
import { readCategory } from './read-category.ts';

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
  const merged = { ...item.fields, ...timesOf(options, now().toISOString()), ...options.fields };
  const fields = Object.fromEntries(
    Object.entries(merged).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const changed: DataItem = { id: item.id, fields, audience: options.audience ?? item.audience };
  checkFields(category, fields);
  const { container } = pod;
  const subject = itemIri(category, container, item.id);
  const [list, details] = [listAddress(category, container), itemAddress(category, container, item.id)];
  const withDetails = touches(category, options.fields, 'item');
  const strays = withDetails && details !== list ? await straysInList(pod, category, item.id) : undefined;
  const seen = { container, item, strays };
  const after = { container, item: changed };
  if (withDetails) {
    const change = (graph: Graph) => {
      if (!areDetailsAsSeen(category, { ...seen, graph })) throw new PodError('conflict');
      const statements = itemStatements(category, { ...after, place: 'item', graph });
      return difference(presentStatements(category, graph, subject, 'item'), statements);
    };
    await changeDocument(pod, { url: details, create: emptyDocument, change });
  }
  const change = (graph: Graph) => {
    if (!isListedAsSeen(category, { ...seen, graph })) throw new PodError('conflict');
    const moved = strays === undefined ? [] : fieldStatements(category, graph, subject, 'item');
    const present = [...presentStatements(category, graph, subject, 'list'), ...moved];
    return difference(present, itemStatements(category, { ...after, place: 'list', graph }));
  };
  await changeDocument(pod, { url: list, change });
  return changed;
}

/** What is written down by itself: when it changed, and when the owner closed it. */
function timesOf({ category, item, fields }: UpdateItemOptions, at: string): Record<string, string> {
  const has = (name: string) => Object.hasOwn(category.fields, name);
  const isClosed = fields['state'] === 'closed' && item.fields['state'] !== 'closed';
  return {
    ...(has('modifiedAt') ? { modifiedAt: at } : {}),
    ...(has('closedAt') && isClosed ? { closedAt: at } : {}),
  };
}

/** An item that was deleted, for as long as the app remembers it. */
export interface DeletedItem {
  /**
   * Puts it back exactly as it was, with what other apps said of it.
   *
   * @throws {PodError} `conflict`: there is such an item again; `access_denied`, `unavailable`
   */
  restore(): Promise<void>;
}

/**
 * Takes an item out of the list, then deletes its document.
 *
 * @throws {PodError} `conflict`: it is not as the caller saw it; `access_denied`, `unavailable`
 */
export async function deleteItem(
  pod: Pod,
  options: { readonly category: DataCategory; readonly item: DataItem },
): Promise<DeletedItem> {
  const { category, item } = options;
  const { container } = pod;
  const subject = itemIri(category, container, item.id);
  const url = listAddress(category, container);
  const details = itemAddress(category, container, item.id);
  const document = details === url ? undefined : await readDocument({ ...pod, url: details });
  let deleted: readonly Statement[] = [];
  await changeDocument(pod, {
    url,
    create: emptyDocument,
    change: (graph) => {
      deleted = graph.about(subject).filter(({ object }) => object.kind !== 'blank');
      if (deleted.length === 0) return undefined;
      if (!isListedAsSeen(category, { graph, container, item })) throw new PodError('conflict');
      return { deletes: deleted };
    },
  });
  if (details !== url) await remove(pod, { url: details });
  return {
    async restore() {
      if (document?.status === 'read')
        await put(pod, { url: details, turtle: document.turtle, condition: { ifNoneMatch: '*' } });
      const change = (graph: Graph) => {
        if (graph.about(subject).length > 0) throw new PodError('conflict');
        return { inserts: deleted };
      };
      if (deleted.length > 0) await changeDocument(pod, { url, create: emptyDocument, change });
    },
  };
}

/** SolidOS keeps a new description in the state store: such details move to the item's own document once they are changed. */
async function straysInList(pod: Pod, category: DataCategory, id: string): Promise<DataItem['fields']> {
  const list = await readCategory(pod, { category });
  const listed = list.status === 'read' ? list.items.find((item) => item.id === id) : undefined;
  return Object.fromEntries(
    Object.entries(listed?.fields ?? {}).filter(([name]) => category.fields[name]?.place === 'item'),
  );
}

function touches(category: DataCategory, fields: object, place: 'list' | 'item'): boolean {
  return Object.keys(fields).some((name) => category.fields[name]?.place === place);
}

interface Seen {
  readonly graph: Graph;
  readonly container: string;
  readonly item: DataItem;
  /** The details that the list held when the change began; absent where the change leaves them alone. */
  readonly strays?: DataItem['fields'] | undefined;
}

/** Whether the list still says of the item what the caller saw. */
function isListedAsSeen(category: DataCategory, { graph, container, item, strays }: Seen): boolean {
  const listed = itemsOf(category, graph, container).items.find(({ id }) => id === item.id);
  if (listed === undefined) throw new PodError('not_found');
  const isSame = Object.entries(category.fields).every(([name, { place }]) =>
    place === 'list'
      ? sameValue(listed.fields[name], item.fields[name])
      : strays === undefined || sameValue(listed.fields[name], strays[name]),
  );
  return isSame && JSON.stringify(sorted(listed.audience)) === JSON.stringify(sorted(item.audience));
}

/** Whether the item's own document still says what the caller saw. Messages may have come meanwhile. */
function areDetailsAsSeen(category: DataCategory, { graph, container, item, strays }: Seen): boolean {
  const { fields } = detailsOf(category, graph, { container, id: item.id, ownerWebId: '' });
  const present = { ...strays, ...fields };
  return Object.entries(category.fields).every(
    ([name, field]) => field.place === 'list' || isMany(field) || sameValue(present[name], item.fields[name]),
  );
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
