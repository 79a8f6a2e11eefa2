import { z } from 'zod';
import { durationSchema, instantSchema } from './instant.ts';
import { plainTextSchema } from './plain-text.ts';
import { PURPOSES } from './vocabulary/dpv.ts';
import { DATA_ACCESS } from './vocabulary/parley.ts';

const uniqueList = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((list) => new Set(list).size === list.length, 'the same word twice');

const fieldListsSchema = z.strictObject({
  required: uniqueList(z.string().max(64), 32).default([]),
  optional: uniqueList(z.string().max(64), 32).default([]),
});

const filterSchema = z.record(
  z.string().max(64),
  z.record(
    z.string().max(64),
    z.union([z.enum(['requester', 'anyone']), uniqueList(plainTextSchema({ max: 100 }), 32).min(1)]),
  ),
);

/**
 * One entry of `authorization_details`: what a vendor wants to do, with which fields, why, and for how long.
 * The same shape says what was asked, what was approved, and what a token carries: it has to be whole in itself. Whether its categories,
 * fields and filters exist is checked where it is asked: `askedDetailsSchema`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9396#section-2
 */
export const dataAccessSchema = z
  .strictObject({
    type: z.literal(DATA_ACCESS),
    locations: z.array(z.url().max(200)).length(1),
    actions: uniqueList(z.enum(['read', 'subscribe', 'converse']), 3).min(1),
    datatypes: uniqueList(z.string().max(64), 8).min(1),
    purpose: z
      .string()
      .refine((iri) => Object.hasOwn(PURPOSES, iri), 'an exact purpose IRI from the published list'),
    fields: z.record(z.string().max(64), fieldListsSchema),
    filter: filterSchema.default({}),
    access: z.strictObject({
      until: instantSchema,
      lookback: durationSchema.optional(),
      maxReadsPerDay: z.int().min(1).max(1_000_000).optional(),
    }),
    retention: z.strictObject({
      duration: durationSchema,
      location: plainTextSchema({ min: 2, max: 40 }),
      onEnd: z.enum(['delete', 'deidentify', 'retain']),
    }),
    recipients: uniqueList(plainTextSchema({ max: 200 }), 20),
    benefit: plainTextSchema({ max: 300 }).optional(),
    terms: z
      .string()
      .regex(/^[A-Z][A-Z0-9-]{1,30}$/)
      .optional(),
  })
  .superRefine(checkAgainstItself);

/** One to eight entries, each with a purpose of its own: a read names its purpose, and so its entry. */
export const authorizationDetailsSchema = z
  .array(dataAccessSchema)
  .min(1, 'one to eight entries')
  .max(8, 'one to eight entries')
  .refine(
    (entries) => new Set(entries.map((entry) => entry.purpose)).size === entries.length,
    'two entries with one purpose',
  );

export type DataAccess = z.output<typeof dataAccessSchema>;
export type AuthorizationDetails = z.output<typeof authorizationDetailsSchema>;
/** What a vendor may write: defaults left out. */
export type DataAccessInput = z.input<typeof dataAccessSchema>;

/** All fields of a category that an entry covers, required and optional alike. Empty: the category is not covered. */
export function coveredFields(entry: DataAccess, category: string): readonly string[] {
  const lists = Object.hasOwn(entry.fields, category) ? entry.fields[category] : undefined;
  return lists === undefined || !entry.datatypes.includes(category)
    ? []
    : [...lists.required, ...lists.optional];
}

function checkAgainstItself(entry: UncheckedEntry, context: z.RefinementCtx): void {
  const complain = (path: string[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  for (const name of entry.datatypes) {
    if (!Object.hasOwn(entry.fields, name))
      complain(['fields', name], 'the fields of each data category must be named');
  }
  for (const [name, lists] of Object.entries(entry.fields)) {
    if (!entry.datatypes.includes(name))
      complain(['fields', name], 'fields of a category that is not in datatypes');
    const named = [...lists.required, ...lists.optional];
    if (named.length === 0) complain(['fields', name], 'at least one field');
    if (new Set(named).size !== named.length)
      complain(['fields', name], 'a field both required and optional');
  }
  for (const name of Object.keys(entry.filter)) {
    if (!entry.datatypes.includes(name))
      complain(['filter', name], 'a filter of a category that is not in datatypes');
  }
}

interface UncheckedEntry {
  datatypes: string[];
  fields: Record<string, { required: string[]; optional: string[] }>;
  filter: Record<string, Record<string, string | string[]>>;
}
