import { Field, SelectField, TextField } from '../../../design/field.tsx';
import { capital } from '../../../words/capital.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { ChoiceField } from './choice-field.tsx';
import { isLong, offered } from './form-layout.ts';
import { TextLine } from './text-line.tsx';
import type { ItemForm } from './use-item-form.ts';
import { ValueInput } from './value-input.tsx';

/** More choices than this are in a list that opens. */
const MOST_IN_SIGHT = 6;
const LONGEST_LINE = 500;
const LONGEST_TEXT = 20_000;

interface Props {
  readonly form: ItemForm;
  readonly name: string;
  /** What was written in this field of other items. */
  readonly suggestions?: readonly string[] | undefined;
}

/** The input of one field, by what its declaration says that it is. */
export function FieldInput({ form, name, suggestions }: Props) {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const field = form.category.fields[name];
  if (field === undefined) return null;
  const fault = form.faults[name];
  const named = {
    label: capital(vocabulary.field(form.category.name, name)),
    hint: myData.hints[form.category.name]?.[name],
    fault: fault && myData.faults[fault],
  };
  const value = form.draft.texts[name] ?? '';
  const set = (text: string) => form.setText(name, text);
  const onChange = ({ target }: { readonly target: { readonly value: string } }) => set(target.value);
  if (field.kind === 'token')
    return (
      <TokenInput
        {...named}
        words={offered(form.category, name, value, form.layout)}
        value={value}
        onChange={set}
        isRequired={field.required === true}
      />
    );
  if (field.kind === 'instant')
    return <Field {...named} type="date" max="9999-12-31" value={value} onChange={onChange} />;
  if (field.kind === 'value') return <ValueInput {...named} form={form} name={name} />;
  if (isLong(form.category, name, form.layout))
    return <TextField {...named} value={value} onChange={onChange} maxLength={LONGEST_TEXT} rows={3} />;
  return (
    <TextLine
      {...named}
      value={value}
      onChange={onChange}
      maxLength={LONGEST_LINE}
      suggestions={suggestions}
    />
  );
}

interface TokenProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly fault: string | undefined;
  readonly words: readonly string[];
  readonly value: string;
  readonly onChange: (word: string) => void;
  readonly isRequired: boolean;
}

function TokenInput({ words, value, onChange, isRequired, ...named }: TokenProps) {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const choices = words.map((word) => [word, capital(vocabulary.value(word))] as const);
  const all = isRequired ? choices : [...choices, ['', myData.form.unsaid] as const];
  if (all.length <= MOST_IN_SIGHT)
    return <ChoiceField {...named} choices={all} value={value} onChange={onChange} />;
  return (
    <SelectField {...named} value={value} onChange={({ target }) => onChange(target.value)}>
      {!words.includes(value) && isRequired && <option value="">{myData.form.choose}</option>}
      {all.map(([word, shown]) => (
        <option key={word} value={word}>
          {shown}
        </option>
      ))}
    </SelectField>
  );
}
