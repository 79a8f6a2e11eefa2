import type { z } from 'zod';
import { authorizationDetailsSchema, type DataAccess, dataAccessSchema } from './authorization-details.ts';
import type { Categories, CategoryFilter } from './category/data-category.ts';

/** One entry as a vendor may ask for it: its categories, fields and filters are among these. */
export function askedEntrySchema(categories: Categories): typeof dataAccessSchema {
  return dataAccessSchema.superRefine((entry, context) => complain(entry, { categories, context, at: [] }));
}

/** All entries as a vendor may ask for them. What was asked is checked so once; what is given lies within it. */
export function askedDetailsSchema(categories: Categories): typeof authorizationDetailsSchema {
  return authorizationDetailsSchema.superRefine((entries, context) => {
    for (const [at, entry] of entries.entries()) complain(entry, { categories, context, at: [at] });
  });
}

interface Checking {
  readonly categories: Categories;
  readonly context: z.RefinementCtx;
  /** Where the entry lies. */
  readonly at: readonly number[];
}

function complain(entry: DataAccess, { categories, context, at }: Checking): void {
  const add = (path: readonly string[], message: string): void =>
    context.addIssue({ code: 'custom', path: [...at, ...path], message });
  for (const name of entry.datatypes)
    if (!categories.has(name)) add(['datatypes'], 'a data category that does not exist');
  for (const [name, { required, optional }] of Object.entries(entry.fields)) {
    const known = categories.get(name)?.fields ?? {};
    if ([...required, ...optional].some((field) => !Object.hasOwn(known, field)))
      add(['fields', name], 'a field that does not exist');
  }
  for (const [name, filters] of Object.entries(entry.filter)) {
    const known = categories.get(name)?.filters ?? {};
    for (const [filter, value] of Object.entries(filters)) {
      const fault = faultOf(Object.hasOwn(known, filter) ? known[filter]?.kind : undefined, value);
      if (fault !== undefined) add(['filter', name, filter], fault);
    }
  }
}

function faultOf(
  kind: CategoryFilter['kind'] | undefined,
  value: string | readonly string[],
): string | undefined {
  if (kind === undefined) return 'a filter that does not exist';
  return (kind === 'audience') === (typeof value === 'string')
    ? undefined
    : 'a value this filter does not take';
}
