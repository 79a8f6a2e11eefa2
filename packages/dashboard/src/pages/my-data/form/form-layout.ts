import type { DataCategory } from '@parley/protocol';
import { type ItemDraft, writtenFields } from './item-draft.ts';

/** How the form of a category is laid out. A category without one has a form all the same. */
export interface FormLayout {
  /** Which fields, in this order. Default: all that a person writes, those first that every item has. */
  readonly fields?: (draft: ItemDraft) => readonly string[];
  /** Those of them that are folded away until they are wanted. */
  readonly more?: readonly string[];
  /** Of closed lists, what the person is offered. Default: all. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Texts of several lines. Default: those that only an item's own document has. */
  readonly long?: readonly string[];
}

export interface LaidOut {
  readonly first: readonly string[];
  readonly more: readonly string[];
}

/** The fields of the form as it is now. */
export function laidOut(category: DataCategory, draft: ItemDraft, layout: FormLayout = {}): LaidOut {
  const names = layout.fields?.(draft) ?? writtenFields(category);
  const isMore = (name: string) => layout.more?.includes(name) === true;
  return { first: names.filter((name) => !isMore(name)), more: names.filter(isMore) };
}

/** The words of a closed list, and the one that is there already. */
export function offered(
  category: DataCategory,
  name: string,
  value: string,
  layout: FormLayout = {},
): readonly string[] {
  const words = layout.choices?.[name] ?? Object.keys(category.fields[name]?.values ?? {});
  return value === '' || words.includes(value) ? words : [...words, value];
}

export function isLong(category: DataCategory, name: string, layout: FormLayout = {}): boolean {
  const field = category.fields[name];
  return field?.kind === 'text' && (layout.long?.includes(name) ?? field.place === 'item');
}
