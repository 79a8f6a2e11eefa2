import { agreementIds, checkableAgreement } from '@parley/protocol';
import { SelectField } from '../../../design/field.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useAgreementWords } from './use-agreement-words.ts';

interface Props {
  /** Empty: none. */
  readonly value: string;
  readonly onChange: (agreement: string) => void;
}

/** The standard agreement that the person offers, with what it means. */
export function AgreementField({ value, onChange }: Props) {
  const { terms } = useWords();
  const words = useAgreementWords();
  const { label, hint, checked, unchecked } = terms.agreement;
  return (
    <>
      <SelectField label={label} hint={hint} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{terms.notOffered}</option>
        {agreementIds.map((id) => (
          <option key={id} value={id}>
            {words.name(id)}
          </option>
        ))}
      </SelectField>
      {value !== '' && (
        <div role="status">
          <p>{words.means(value)}</p>
          <Soft>{checkableAgreement(value) === undefined ? unchecked : checked}</Soft>
        </div>
      )}
    </>
  );
}
