import type { ParsedVendors } from '@parley/pod-client';
import type { FieldValue } from '@parley/protocol';
import { capital } from '../../../words/capital.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { useAudienceWords } from '../items/use-audience-words.ts';
import { useValueWords } from '../items/use-value-words.ts';
import type { Difference } from './difference-table.tsx';
import { changeOf, rebased, writtenFields } from './item-draft.ts';
import type { ItemForm } from './use-item-form.ts';

/** What has changed in the pod since, and what it would be with the own changes on top. */
export function useDifferences(form: ItemForm, known: ParsedVendors | undefined): readonly Difference[] {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const valueWords = useValueWords();
  const audienceWords = useAudienceWords(known);
  const { category, theirs, seen, draft } = form;
  if (theirs === undefined || theirs === 'gone' || seen === undefined) return [];
  const merged = rebased(category, { draft, seen, now: theirs });
  const edited = changeOf(category, merged, theirs);
  const words = (name: string, value: FieldValue | undefined) =>
    value === undefined ? myData.form.unsaid : valueWords(value, category.fields[name]);
  const rows = writtenFields(category).map((name) => ({
    name: capital(vocabulary.field(category.name, name)),
    before: words(name, seen.fields[name]),
    theirs: words(name, theirs.fields[name]),
    yours: words(name, Object.hasOwn(edited.fields, name) ? edited.fields[name] : theirs.fields[name]),
  }));
  rows.push({
    name: myData.audience.label,
    before: audienceWords(seen.audience),
    theirs: audienceWords(theirs.audience),
    yours: audienceWords(edited.audience),
  });
  return rows.filter((each) => each.theirs !== each.before || each.theirs !== each.yours);
}
