import { Field } from '../../../design/field.tsx';
import { useWords } from '../../../words/locale.tsx';
import { ChoiceField } from './choice-field.tsx';
import type { ValueKind } from './item-draft.ts';
import type { ItemForm } from './use-item-form.ts';

interface Props {
  readonly form: ItemForm;
  readonly name: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly fault: string | undefined;
}

/** A text, a number, or yes and no: programs tell them apart, so the person says which it is. */
export function ValueInput({ form, name, label, hint, fault }: Props) {
  const { myData } = useWords();
  const words = myData.form.value;
  const { texts, kinds } = form.draft;
  const kind = kinds[name] ?? 'string';
  const text = texts[name] ?? '';
  const become = (next: ValueKind) =>
    form.edit({
      kinds: { ...kinds, [name]: next },
      texts: { ...texts, [name]: next === 'boolean' || kind === 'boolean' ? '' : text },
    });
  return (
    <ChoiceField
      label={label}
      hint={hint}
      value={kind}
      choices={[
        ['string', words.text],
        ['number', words.number],
        ['boolean', words.yesOrNo],
      ]}
      onChange={become}
    >
      {kind === 'boolean' ? (
        <ChoiceField
          label={words.which}
          value={text}
          choices={[
            ['true', words.yes],
            ['false', words.no],
            ['', myData.form.unsaid],
          ]}
          onChange={(each) => form.setText(name, each)}
        />
      ) : (
        <Field
          label={kind === 'number' ? words.numberLabel : words.textLabel}
          fault={fault}
          value={text}
          onChange={({ target }) => form.setText(name, target.value)}
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          maxLength={500}
        />
      )}
    </ChoiceField>
  );
}
