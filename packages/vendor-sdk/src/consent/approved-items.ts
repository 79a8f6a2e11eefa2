import type {
  ApprovedItem,
  Attachment,
  CategoryField,
  DataCategory,
  PublishedCategories,
  ThreadMessage,
} from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';

/** The name of a published category. */
export type CategoryName = keyof PublishedCategories;

/** A word from a list that may grow: known words are suggested, others pass. */
type OpenWord<Known extends string> = Known | (string & Record<never, never>);

type ValueOf<Field extends CategoryField> = Field['kind'] extends 'messages'
  ? readonly ThreadMessage[]
  : Field['kind'] extends 'attachments'
    ? readonly Attachment[]
    : Field['kind'] extends 'value'
      ? string | number | boolean
      : Field extends { readonly values: Readonly<Record<infer Word extends string, string>> }
        ? OpenWord<Word>
        : string;

type Fields<Name extends CategoryName> = PublishedCategories[Name]['fields'];

/** The fields of a category by name; of one that this package does not know, any text. */
export type FieldOf<Name extends string> = Name extends CategoryName ? keyof Fields<Name> & string : string;

/**
 * One item of a category, as far as it was approved. A field that is not there was not given, or is not set: the two
 * look alike. Instants are RFC 3339 texts. `id` is opaque; the same at each read, and another one for each vendor.
 */
export type ItemOf<Name extends string> = Name extends CategoryName
  ? { readonly id: string } & {
      readonly [Field in keyof Fields<Name>]?: Fields<Name>[Field] extends CategoryField
        ? ValueOf<Fields<Name>[Field]>
        : never;
    }
  : ApprovedItem;

/** What the owner wants. */
export type Preference = ItemOf<'preferences'>;
/** Something the owner wants a vendor to deal with. Only the owner closes it. Messages come oldest first. */
export type Issue = ItemOf<'issues'>;
/** One way to reach the owner. */
export type ContactPoint = ItemOf<'contact'>;

/** The declared fields of the category, each of its kind. Fields that a newer gateway adds are left out. */
export function toItem({ name: category, fields }: DataCategory, item: ApprovedItem): ApprovedItem {
  const present = Object.entries(fields).filter(([name]) => Object.hasOwn(item, name));
  for (const [name, field] of present) {
    if (!isOfKind(field, item[name])) {
      throw new VendorSdkError('invalid_response', { detail: `${category}: ${name} is not a ${field.kind}` });
    }
  }
  return { id: item.id, ...Object.fromEntries(present.map(([name]) => [name, item[name]])) } as ApprovedItem;
}

function isOfKind(field: CategoryField, value: unknown): boolean {
  if (field.kind === 'messages' || field.kind === 'attachments') return Array.isArray(value);
  if (field.kind === 'value') return !Array.isArray(value);
  return typeof value === 'string';
}
