import type { FieldValue } from '@parley/protocol';
import { endOf } from '../bookkeeping/book.ts';
import type { CrmItem, ItemContext, MappedField } from '../crm.ts';
import { inertText } from './inert-text.ts';

/** How one field of a CRM comes from one field of an item. `undefined`: it has no place there. */
export interface FieldRule {
  readonly from: string;
  readonly as: (value: FieldValue) => FieldValue | undefined;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

/** Plain text of at most so many characters. */
export const text =
  (max: number): FieldRule['as'] =>
  (value) =>
    typeof value === 'string' && value !== '' ? inertText(value, max) : undefined;

/** A word of a closed list, in the CRM's words. One that a newer gateway adds is left out. */
export const word =
  (words: Readonly<Record<string, string>>): FieldRule['as'] =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined;

/** A value with the date by which it has to be gone: what the consent says, or the item itself where that is sooner. */
export function mapped(
  value: FieldValue,
  { from, item, context }: { readonly from: string; readonly item: CrmItem; readonly context: ItemContext },
): MappedField {
  const end = endOf({ ...context, itemId: item.id, from, ...validUntil(item) });
  return { value, from, ...(end === undefined ? {} : { goneBy: end }) };
}

/** The fields of a record, one for each rule whose field was approved and is there. */
export function mapFields(
  rules: FieldRules,
  item: CrmItem,
  context: ItemContext,
): Record<string, MappedField> {
  const fields = Object.entries(rules).flatMap(([name, { from, as }]) => {
    const given = Object.hasOwn(item, from) ? item[from] : undefined;
    const value = given === undefined ? undefined : as(given);
    return value === undefined ? [] : [[name, mapped(value, { from, item, context })] as const];
  });
  return Object.fromEntries(fields);
}

/** Until when an item says that it is valid, where it says a date. */
export function validUntil({ validUntil: until }: CrmItem): { readonly validUntil?: string } {
  return typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? { validUntil: until } : {};
}
