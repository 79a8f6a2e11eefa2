import type { CategoryField, FieldValue } from '@parley/protocol';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';

/** A value of an item as a person reads it. */
export function useValueWords(): (value: FieldValue, field: CategoryField | undefined) => string {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  return (value, field) => {
    if (typeof value === 'boolean') return value ? myData.form.value.yes : myData.form.value.no;
    if (typeof value === 'number') return formats.number(value);
    if (typeof value !== 'string') return '';
    if (field?.kind === 'token') return vocabulary.value(value);
    if (field?.kind === 'instant' && !Number.isNaN(Date.parse(value))) return formats.day(value);
    return value;
  };
}
