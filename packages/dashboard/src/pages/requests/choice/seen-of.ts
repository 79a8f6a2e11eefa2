import { type ApprovedItem, coveredFields, type DataAccess, type DataCategory } from '@parley/protocol';

export interface Seen {
  /** As the company would get them: only what is chosen, in its order. */
  readonly items: readonly ApprovedItem[];
  /** A list limits the items by a field that was not asked for: nobody here can tell which of them are left out. */
  readonly isUncertain: boolean;
}

/** Of what the company would see if all were given, what it would see of what is chosen. */
export function seenOf(
  items: readonly ApprovedItem[],
  {
    asked,
    approved,
    category,
  }: {
    readonly asked: DataAccess;
    readonly approved: DataAccess | undefined;
    readonly category: Pick<DataCategory, 'name' | 'filters'>;
  },
): Seen {
  const { name } = category;
  if (approved === undefined || !approved.datatypes.includes(name)) return { items: [], isUncertain: false };
  const shown = new Set(coveredFields(approved, name));
  const limits = Object.entries(approved.filter[name] ?? {}).flatMap(([filter, values]) => {
    const field = category.filters[filter]?.field;
    const isTrimmed = values.length < (asked.filter[name]?.[filter]?.length ?? 0);
    return field === undefined || typeof values === 'string' || !isTrimmed ? [] : [{ field, values }];
  });
  const known = limits.filter(({ field }) => coveredFields(asked, name).includes(field));
  return {
    items: items
      .filter((item) => known.every(({ field, values }) => values.includes(String(item[field]))))
      .map((item) => onlyFields(item, shown)),
    isUncertain: known.length < limits.length,
  };
}

export const onlyFields = (item: ApprovedItem, shown: ReadonlySet<string>): ApprovedItem => ({
  ...Object.fromEntries(Object.entries(item).filter(([field]) => shown.has(field))),
  id: item.id,
});
