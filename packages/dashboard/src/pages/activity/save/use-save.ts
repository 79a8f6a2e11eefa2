import { useConfiguration } from '../../../configuration.tsx';
import type { Entry } from '../../../gateway/entry.ts';
import { useGateway } from '../../../gateway/gateway.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { whatHappened } from '../entry-words.ts';
import { readWholeHistory } from '../read-whole-history.ts';
import { type LongTask, useLongTask } from '../use-long-task.ts';
import { csvOf } from './csv.ts';
import { download } from './download.ts';
import { historyTable } from './history-table.ts';
import { readCompanyNames } from './read-company-names.ts';

export type SavedForm = 'csv' | 'json';
type NameOf = (vendorId: string) => string;

/** Saves the whole history as a file; says how many entries it has read so far. */
export function useSave(onDone: (count: number) => void) {
  const gateway = useGateway();
  const fileOf = { csv: useTable(), json: useText() };
  const save = async (form: SavedForm, task: LongTask<number>) => {
    const nameOf = await readCompanyNames(gateway, task.signal);
    const entries = await readWholeHistory(gateway, task);
    const type = form === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
    const day = new Date().toISOString().slice(0, 10);
    download({ name: `parley-activity-${day}.${form}`, type, text: fileOf[form](entries, nameOf) });
    return entries.length;
  };
  return useLongTask(save, { onDone });
}

function useTable() {
  const words = useWords();
  const vocabulary = useVocabulary();
  return (entries: readonly Entry[], nameOf: NameOf) =>
    csvOf(
      historyTable(entries, {
        company: words.activity.filter.company,
        what: words.activity.save.what,
        nameOf,
        say: (entry) => whatHappened(entry, words, vocabulary),
      }),
    );
}

function useText() {
  const { gateway } = useConfiguration();
  return (entries: readonly Entry[], nameOf: NameOf) => {
    const named = entries.map((entry) => ({ company: nameOf(entry.vendorId), ...entry }));
    return JSON.stringify({ gateway, savedAt: new Date().toISOString(), entries: named }, undefined, 2);
  };
}
