import type { DataAccess, DataCategory, DataItem } from '@parley/protocol';

export type Filter = DataAccess['filter'][string];

/** Whether an item has one of the listed values in each field that the filter names. A filter that nobody declared lets nothing pass. */
export function matchesFilter({ fields }: DataItem, filter: Filter, category: DataCategory): boolean {
  return Object.entries(filter).every(([name, wanted]) => {
    const declared = Object.hasOwn(category.filters, name) ? category.filters[name] : undefined;
    if (declared?.kind === 'audience') return true;
    const field = declared?.field;
    if (field === undefined || !Array.isArray(wanted) || !Object.hasOwn(fields, field)) return false;
    return wanted.some((value) => value === fields[field]);
  });
}

/** Whom items must be meant for: `requester` unless the filter says, where the category has such a filter, that anybody's will do. */
export function statedAudience(filter: Filter, category: DataCategory): 'requester' | 'anyone' {
  const name = Object.entries(category.filters).find(([, { kind }]) => kind === 'audience')?.[0];
  return name !== undefined && Object.hasOwn(filter, name) && filter[name] === 'anyone'
    ? 'anyone'
    : 'requester';
}
