import type { StandingTerms } from '@parley/protocol';
import { useWords } from '../../../words/locale.tsx';
import { ChoiceField } from '../form/choice-field.tsx';

interface Props {
  readonly value: StandingTerms['recipients'];
  readonly onChange: (value: StandingTerms['recipients']) => void;
}

/** Whether a company may pass on what it reads. */
export function RecipientsField({ value, onChange }: Props) {
  const { terms } = useWords();
  const { label, hint, allowed, none } = terms.recipients;
  return (
    <ChoiceField
      label={label}
      hint={hint[value]}
      value={value}
      choices={[
        ['allowed', allowed],
        ['none', none],
      ]}
      onChange={onChange}
    />
  );
}
