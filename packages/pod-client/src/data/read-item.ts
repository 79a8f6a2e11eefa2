import type { DataCategory, DataItem } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { itemAddress } from './item-address.ts';
import { parseItem } from './parse-item.ts';
import { readCategory } from './read-category.ts';

export interface ItemOptions {
  readonly category: DataCategory;
  readonly id: string;
  /** Whose messages are the owner's. Default: whom the pod's `fetch` acts for. */
  readonly ownerWebId?: string;
}

/**
 * One item with everything the pod has of it: its entry in the list, its details and its thread.
 *
 * @throws {PodError} `not_found`: it is not in the list; `content_rejected`, `access_denied`, `unavailable`
 */
export async function readItem(pod: Pod, options: ItemOptions): Promise<DataItem> {
  const { category, id, ownerWebId = pod.webId ?? '' } = options;
  const { container } = pod;
  const list = await readCategory(pod, { category });
  const listed = list.status === 'read' ? list.items.find((item) => item.id === id) : undefined;
  if (listed === undefined) throw new PodError('not_found');
  if (category.itemDocument === undefined) return listed;
  const reading = await readDocument({ ...pod, url: itemAddress(category, container, id) });
  if (reading.status !== 'read') return listed;
  const { fields } = parseItem(category, { turtle: reading.turtle, container, id, ownerWebId });
  return { ...listed, fields: { ...listed.fields, ...fields } };
}
