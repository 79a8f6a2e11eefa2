import type { DataCategory, DataItem } from '@parley/protocol';
import { useState } from 'react';
import { useDraft } from '../../../session/use-draft.ts';
import { type FormLayout, type LaidOut, laidOut } from './form-layout.ts';
import {
  type AudienceDraft,
  changeOf,
  draftOf,
  type ItemChange,
  type ItemDraft,
  rebased,
} from './item-draft.ts';
import { faultsOf, type ItemFaults } from './item-faults.ts';
import { sameItem } from './same-item.ts';

export interface ItemFormOptions {
  readonly category: DataCategory;
  /** The item as the pod has it now. Absent: a new one. */
  readonly item?: DataItem | undefined;
  /** What stands in the form of a new one at the beginning, by the name of the field. */
  readonly start?: Readonly<Record<string, string>>;
  /** For whom a new one is at the beginning. Default: everyone. */
  readonly startFor?: AudienceDraft;
  readonly layout?: FormLayout | undefined;
  /** Under which what is typed is kept until it is saved. Default: the category and the item. */
  readonly keptAs?: string;
}

/** The form of an item: what is in it, what is wrong with it, and what of it would be saved. */
export interface ItemForm {
  readonly category: DataCategory;
  readonly layout: FormLayout | undefined;
  readonly draft: ItemDraft;
  readonly fields: LaidOut;
  /** Empty until it was tried to save. */
  readonly faults: ItemFaults;
  /** Something was typed and not saved. */
  readonly isTouched: boolean;
  /** The item on which the edit rests: what an update takes as last seen. */
  readonly seen: DataItem | undefined;
  /** As the pod has it by now, where that is no longer what the edit rests on. `gone`: it was deleted. */
  readonly theirs: DataItem | 'gone' | undefined;
  edit(part: Partial<ItemDraft>): void;
  setText(name: string, text: string): void;
  /** What would be saved; `undefined` where something has to be put right first, which is then shown. */
  check(): ItemChange | undefined;
  /** Puts the own edit on top of theirs. */
  keepMine(): void;
  /** It was saved, or is not wanted any more. */
  forget(): void;
}

interface Kept {
  readonly draft: ItemDraft;
  readonly seen?: DataItem;
}

/** Until something is typed the form follows the pod; from then on it stands, and says where the pod differs. */
export function useItemForm(options: ItemFormOptions): ItemForm {
  const { category, item, layout, keptAs = `${category.name}/${item?.id ?? 'new'}` } = options;
  const { draft: kept, write, forget } = useDraft<Kept>(keptAs);
  const [isTried, setTried] = useState(false);
  const begun = draftOf(category, item);
  const { draft, seen } = kept ?? {
    draft:
      item === undefined
        ? { ...begun, texts: { ...options.start }, audience: options.startFor ?? begun.audience }
        : begun,
    seen: item,
  };
  const fields = laidOut(category, draft, layout);
  const faults = faultsOf(category, draft, [...fields.first, ...fields.more]);
  const put = (next: ItemDraft, on = seen) =>
    write({ draft: next, ...(on === undefined ? {} : { seen: on }) });
  return {
    category,
    layout,
    draft,
    fields,
    faults: isTried ? faults : {},
    isTouched: kept !== undefined,
    seen,
    theirs:
      seen === undefined ? undefined : item === undefined ? 'gone' : sameItem(seen, item) ? undefined : item,
    edit: (part) => put({ ...draft, ...part }),
    setText: (name, text) => put({ ...draft, texts: { ...draft.texts, [name]: text } }),
    check() {
      setTried(true);
      return Object.keys(faults).length > 0 ? undefined : changeOf(category, draft, seen);
    },
    keepMine() {
      if (seen !== undefined && item !== undefined) put(rebased(category, { draft, seen, now: item }), item);
    },
    forget() {
      setTried(false);
      forget();
    },
  };
}
