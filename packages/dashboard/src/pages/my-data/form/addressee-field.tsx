import type { ParsedVendors } from '@parley/pod-client';
import { SelectField } from '../../../design/field.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { useWords } from '../../../words/locale.tsx';
import type { AudienceDraft } from './item-draft.ts';
import type { FieldFault } from './item-faults.ts';

interface Props {
  readonly audience: AudienceDraft;
  readonly known: ParsedVendors | undefined;
  readonly fault: FieldFault | undefined;
  readonly onChange: (audience: AudienceDraft) => void;
}

/** The one company that an item is addressed to; nobody, for the time being, is an answer too. */
export function AddresseeField({ audience, known, fault, onChange }: Props) {
  const { myData } = useWords();
  const [id = ''] = audience.mode === 'some' ? audience.chosen : [];
  return (
    <SelectField
      label={myData.audience.addressee}
      fault={fault && myData.faults[fault]}
      value={id}
      onChange={({ target: { value } }) =>
        onChange(value === '' ? { mode: 'me', chosen: [] } : { mode: 'some', chosen: [value] })
      }
    >
      <option value="">{myData.audience.nobody}</option>
      {known?.vendors.map((vendor) => (
        <option key={vendor.id} value={vendor.id}>
          {plainWords(vendor.name)}
        </option>
      ))}
      {id !== '' && known?.vendors.every((vendor) => vendor.id !== id) !== false && (
        <option value={id}>{myData.audience.unknown}</option>
      )}
    </SelectField>
  );
}
