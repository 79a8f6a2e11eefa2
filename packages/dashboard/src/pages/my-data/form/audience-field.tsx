import type { ParsedVendors } from '@parley/pod-client';
import { SelectField } from '../../../design/field.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { useWords } from '../../../words/locale.tsx';
import { AudienceChips } from './audience-chips.tsx';
import { ChoiceField } from './choice-field.tsx';
import type { AudienceDraft } from './item-draft.ts';
import type { FieldFault } from './item-faults.ts';

interface Props {
  readonly audience: AudienceDraft;
  /** Absent: not known yet, or not to be read. */
  readonly known: ParsedVendors | undefined;
  readonly fault: FieldFault | undefined;
  readonly onChange: (audience: AudienceDraft) => void;
}

/** Whom an item is meant for. Nobody else ever sees it, whatever is shared. */
export function AudienceField({ audience, known, fault, onChange }: Props) {
  const { myData } = useWords();
  const words = myData.audience;
  const { mode, chosen } = audience;
  const add = (id: string) => id !== '' && onChange({ mode: 'some', chosen: [...chosen, id] });
  return (
    <ChoiceField
      label={words.label}
      hint={words.hint[mode]}
      fault={fault && myData.faults[fault]}
      value={mode}
      choices={[
        ['everyone', words.everyone],
        ['some', words.some],
        ['me', words.me],
      ]}
      onChange={(next) => onChange({ mode: next, chosen })}
    >
      {mode === 'some' && (
        <>
          <AudienceChips
            chosen={chosen}
            known={known}
            onRemove={(id) => onChange({ mode: 'some', chosen: chosen.filter((each) => each !== id) })}
          />
          <AddToAudience chosen={chosen} known={known} onAdd={add} />
        </>
      )}
    </ChoiceField>
  );
}

interface AddProps {
  readonly chosen: readonly string[];
  readonly known: ParsedVendors | undefined;
  readonly onAdd: (id: string) => void;
}

function AddToAudience({ chosen, known, onAdd }: AddProps) {
  const { myData } = useWords();
  const words = myData.audience;
  const left = (of: readonly { readonly id: string; readonly name: string }[] = []) =>
    of.filter(({ id }) => !chosen.includes(id));
  const [circles, companies] = [left(known?.circles), left(known?.vendors)];
  if (known !== undefined && known.circles.length + known.vendors.length === 0)
    return <p>{words.noneKnown}</p>;
  return (
    <SelectField
      label={words.add}
      value=""
      onChange={({ target }) => onAdd(target.value)}
      disabled={circles.length + companies.length === 0}
    >
      <option value="">{myData.form.choose}</option>
      {circles.length > 0 && (
        <optgroup label={words.circles}>
          <Options of={circles} />
        </optgroup>
      )}
      {companies.length > 0 && (
        <optgroup label={words.companies}>
          <Options of={companies} />
        </optgroup>
      )}
    </SelectField>
  );
}

const Options = ({ of }: { readonly of: readonly { readonly id: string; readonly name: string }[] }) =>
  of.map(({ id, name }) => (
    <option key={id} value={id}>
      {plainWords(name)}
    </option>
  ));
