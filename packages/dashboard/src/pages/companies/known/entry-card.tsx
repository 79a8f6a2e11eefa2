import { removeVendor, saveVendor } from '@parley/pod-client';
import type { KnownVendor } from '@parley/protocol';
import { useLocation } from 'wouter';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { EntryForm } from './entry-form.tsx';
import { useChangeKnown } from './use-change-known.ts';
import { useUndo } from './use-undo.ts';

/** What the person has entered, to change or to take off the list. */
export function EntryCard({ entry }: { readonly entry: KnownVendor }) {
  const { companies } = useWords();
  const words = companies.known;
  const say = useToast();
  const undo = useUndo();
  const [, go] = useLocation();
  const saving = useChangeKnown();
  const removing = useChangeKnown();
  const name = companyName(entry);
  const save = (typed: Pick<KnownVendor, 'name' | 'site'>): void => {
    const { site: _, ...rest } = entry;
    saving.mutate(async (pod) => {
      await saveVendor(pod, { vendor: { ...rest, ...typed }, before: entry });
      say({ text: words.saved });
    });
  };
  const remove = (): void =>
    removing.mutate(async (pod) => {
      await removeVendor(pod, { id: entry.id });
      go('/companies');
      say({
        text: words.removed(name),
        undo: () => undo((again) => saveVendor(again, { vendor: entry }), words.restored(name)),
      });
    });
  return (
    <Card title={words.edit}>
      <EntryForm
        entry={entry}
        act={words.save}
        isBusy={saving.isPending}
        fault={saving.error ?? removing.error}
        onSave={save}
      />
      <Soft>{words.removeText}</Soft>
      <div>
        <Button weight="quiet" isBusy={removing.isPending} onClick={remove}>
          {words.remove}
        </Button>
      </div>
    </Card>
  );
}
