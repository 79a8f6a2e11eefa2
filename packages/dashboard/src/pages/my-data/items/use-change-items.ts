import { createItem, deleteItem, type Pod, updateItem } from '@parley/pod-client';
import type { DataCategory, DataItem, FieldValue } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWords } from '../../../words/locale.tsx';
import type { ItemChange } from '../form/item-draft.ts';
import { useUndo } from '../use-undo.ts';
import { keptPod } from './use-items.ts';

interface Saving {
  readonly change: ItemChange;
  /** As it was last seen. Absent: a new one. */
  readonly seen?: DataItem | undefined;
}

/** Saves an item, if the pod still has it as it was seen, and says so with a way back. */
export function useSaveItem(pod: Pod, category: DataCategory, onSaved: () => void) {
  const queries = useQueryClient();
  const { myData } = useWords();
  const key = keptPod.category(pod, category);
  const say = useUndo(key);
  return useMutation({
    async mutationFn({ change, seen }: Saving) {
      const { audience } = change;
      if (seen !== undefined)
        return updateItem(pod, { category, item: seen, fields: change.fields, audience });
      return createItem(pod, { category, fields: present(change.fields), audience });
    },
    onSuccess(saved, { seen }) {
      if (seen === undefined) say(myData.item.added, () => deleteItem(pod, { category, item: saved }));
      else say(myData.item.saved, () => updateItem(pod, { category, item: saved, ...backTo(seen, saved) }));
      onSaved();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

/** Deletes an item as it was seen, and says so with a way back. */
export function useDeleteItem(pod: Pod, category: DataCategory, onDeleted: () => void) {
  const queries = useQueryClient();
  const { myData } = useWords();
  const key = keptPod.category(pod, category);
  const say = useUndo(key);
  return useMutation({
    mutationFn: (item: DataItem) => deleteItem(pod, { category, item }),
    onSuccess({ restore }) {
      say(myData.item.deleted, restore);
      onDeleted();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

const present = (fields: ItemChange['fields']): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** The change that makes the item what it was before. */
function backTo(before: DataItem, saved: DataItem): ItemChange {
  const nothing = Object.keys(saved.fields).map((name) => [name, undefined] as const);
  return { fields: { ...Object.fromEntries(nothing), ...before.fields }, audience: before.audience };
}
