// The reads of any category, from its declaration alone.

import { type ApprovedItem, approvedItemSchema, type DataCategory } from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import { toItem } from './approved-items.ts';
import type { GetOptions, ListOptions } from './category-reads.ts';
import { listApproved, type Reader } from './read-approved-data.ts';

export async function* listCategory(
  read: Reader,
  category: DataCategory,
  options: ListOptions<string>,
): AsyncGenerator<ApprovedItem, void> {
  const { purpose, signal, fields, pageSize, ...filters } = options;
  const query = { fields: list(fields), limit: limit(pageSize), ...filterQuery(category, filters) };
  for await (const item of listApproved(read, { path: `/${category.name}`, purpose, query, signal }))
    yield toItem(category, item);
}

export async function getFromCategory(
  read: Reader,
  category: DataCategory,
  { id, ...options }: GetOptions<string> & { readonly id: string },
): Promise<ApprovedItem> {
  const { purpose, signal, fields } = options;
  // Dots and slashes would make another address of it.
  if (!/^[\w-]+$/.test(id)) throw new VendorSdkError('not_found', { detail: 'not the form of an id' });
  const path = `/${category.name}/${id}`;
  const item = approvedItemSchema.safeParse(
    await read({ path, purpose, query: { fields: list(fields) }, signal }),
  );
  if (!item.success) throw new VendorSdkError('invalid_response', { detail: 'not an item' });
  return toItem(category, item.data);
}

/** An option that is none is not passed over: the listing would hold more than its caller believes. */
function filterQuery(
  category: DataCategory,
  filters: Readonly<Record<string, unknown>>,
): Record<string, string | undefined> {
  const stated = Object.entries(filters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    stated.map(([name, value]) => {
      const kind = Object.hasOwn(category.filters, name) ? category.filters[name]?.kind : undefined;
      if (kind === 'anyOf' && Array.isArray(value)) return [name, list(value)];
      if (kind === 'audience' && typeof value === 'string') return [name, value];
      throw new VendorSdkError('invalid_options', { detail: `${name} does not filter ${category.name} so` });
    }),
  );
}

const list = (words: readonly string[] | undefined): string | undefined => words?.join(',');

function limit(pageSize: number | undefined): string | undefined {
  if (pageSize === undefined) return undefined;
  if (Number.isInteger(pageSize) && pageSize > 0) return String(pageSize);
  throw new VendorSdkError('invalid_options', { detail: 'pageSize is a whole number from 1 on' });
}
