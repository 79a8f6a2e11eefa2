import type { DataCategory, DataItem } from '@parley/protocol';
import { type ReadDocument, readDocument } from '../conditional-get.ts';
import type { Pod } from '../open-pod.ts';
import { parseIn } from '../parse-in.ts';
import { listAddress } from './item-address.ts';
import type { ParsedList } from './parse-list.ts';

export type CategoryReading =
  | { readonly status: 'unchanged' }
  | { readonly status: 'absent' }
  | (ParsedList & Pick<ReadDocument, 'status' | 'etag' | 'lastModified'>);

/**
 * Reads the document that lists a category, if it has changed.
 *
 * @throws {PodError} `content_rejected`, `access_denied`, `unavailable`, `too_large`
 */
export async function readCategory(
  pod: Pod,
  options: { readonly category: DataCategory; readonly etag?: string },
): Promise<CategoryReading> {
  const { category, etag } = options;
  const url = listAddress(category, pod.container);
  const reading = await readDocument({ ...pod, url, ...(etag === undefined ? {} : { etag }) });
  if (reading.status !== 'read') return reading;
  const { turtle, url: _url, ...rest } = reading;
  const { container } = pod;
  const list = await parseIn(pod, { kind: 'list', of: container, input: { category, turtle, container } });
  return { ...rest, ...list };
}

/**
 * The items of a category, in the document's order, with the fields that the list holds. None where there is no
 * document yet. Items that do not fit are passed over; `readCategory` reports them.
 *
 * @throws {PodError} as `readCategory`
 */
export async function* listItems(
  pod: Pod,
  options: { readonly category: DataCategory },
): AsyncGenerator<DataItem, void, undefined> {
  const reading = await readCategory(pod, options);
  if (reading.status === 'read') yield* reading.items;
}
