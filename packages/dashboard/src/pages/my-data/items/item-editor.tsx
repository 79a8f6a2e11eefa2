import { isPodError, type Pod } from '@parley/pod-client';
import { type DataCategory, type DataItem, DOCUMENTS } from '@parley/protocol';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { Card } from '../../../design/card.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Stack } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { ConflictNotice } from '../form/conflict-notice.tsx';
import { changeOf } from '../form/item-draft.ts';
import { ItemForm } from '../form/item-form.tsx';
import { useItemForm } from '../form/use-item-form.ts';
import { PodFault } from '../pod-fault.tsx';
import { ItemActions } from './item-actions.tsx';
import { presentationOf } from './presentation.ts';
import { useDeleteItem, useSaveItem } from './use-change-items.ts';
import { useItems, useKnownVendors } from './use-items.ts';
import { useStart } from './use-start.ts';

interface Props {
  readonly pod: Pod;
  readonly category: DataCategory;
  readonly id?: string;
  readonly item: DataItem | undefined;
  /** Shown where an item of this id is not there, and nothing was typed. */
  readonly whenGone?: ReactNode;
}

/** The form of an item, saved and deleted only as it was seen. */
export function ItemEditor({ pod, category, id = 'new', item, whenGone }: Props) {
  const { myData } = useWords();
  const [, navigate] = useLocation();
  const vendors = useKnownVendors(pod);
  const known = vendors.data;
  const form = useItemForm({
    category,
    item,
    layout: presentationOf(category).form,
    start: useStart(category),
    keptAs: `${category.name}/${id}`,
  });
  const [isTakenUp] = useState(form.isTouched);
  const leave = () => {
    form.forget();
    navigate(`/my-data/${category.name}`);
  };
  const saving = useSaveItem(pod, category, leave);
  const deleting = useDeleteItem(pod, category, leave);
  const suggestions = useSuggestions(pod, category);
  if (item === undefined && whenGone !== undefined && form.theirs === undefined) return whenGone;
  const fault = saving.error ?? deleting.error;
  return (
    <Stack>
      {vendors.error !== null && (
        <PodFault fault={vendors.error} onRetry={vendors.refetch} document={pod.resolve(DOCUMENTS.vendors)} />
      )}
      {isTakenUp && form.isTouched && form.theirs === undefined && <Notice>{myData.item.kept}</Notice>}
      <ConflictNotice
        form={form}
        known={known}
        onWriteAgain={() => saving.mutate({ change: changeOf(category, form.draft) })}
        onLetGo={leave}
      />
      <Card>
        <ItemForm
          form={form}
          known={known}
          suggestions={suggestions}
          isBusy={saving.isPending}
          fault={isToldElsewhere(fault, form.theirs) ? undefined : fault}
          onSave={(change) => saving.mutate({ change, seen: form.seen })}
          actions={
            <ItemActions
              onDiscard={form.isTouched ? form.forget : undefined}
              onDelete={item && (() => deleting.mutate(item))}
              isDeleting={deleting.isPending}
            />
          }
        />
      </Card>
    </Stack>
  );
}

/** What another app did meanwhile is shown with what differs. */
const isToldElsewhere = (fault: unknown, theirs: DataItem | 'gone' | undefined): boolean =>
  isPodError(fault) && (fault.code === 'conflict' || fault.code === 'not_found') && theirs !== undefined;

/** What was written before in the field that divides the list. */
function useSuggestions(pod: Pod, category: DataCategory): Readonly<Record<string, readonly string[]>> {
  const { data } = useItems(pod, category);
  const { groupBy = '' } = presentationOf(category);
  if (category.fields[groupBy]?.kind !== 'text') return {};
  return { [groupBy]: [...new Set((data?.items ?? []).map(({ fields }) => String(fields[groupBy])))] };
}
