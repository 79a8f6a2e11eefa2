import type { DataCategory } from '@parley/protocol';
import { type ItemDraft, writtenFields } from './item-draft.ts';

/** How the form of a category is laid out. A category without one has a form all the same. */
export interface FormLayout {
  /** Which fields, in this order. Default: all that a person writes, those first that every item has. */
  readonly fields?: (draft: ItemDraft) => readonly string[];
  /** Those of them that are folded away until they are wanted. */
  readonly more?: readonly string[];
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

export function isLong(category: DataCategory, name: string, layout: FormLayout = {}): boolean {
  const field = category.fields[name];
  return field?.kind === 'text' && (layout.long?.includes(name) ?? field.place === 'item');
}
