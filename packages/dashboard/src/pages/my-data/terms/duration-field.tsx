import { inWords } from '../../../words/duration.ts';
import { useLocale, useWords } from '../../../words/locale.tsx';
import { ChoiceField } from '../form/choice-field.tsx';

interface Props {
  readonly label: string;
  readonly hint: string;
  /** ISO 8601 durations. */
  readonly offered: readonly string[];
  /** Empty: no limit. One that is not offered is shown too. */
  readonly value: string;
  readonly onChange: (duration: string) => void;
}

/** A longest time, or none. */
export function DurationField({ label, hint, offered, value, onChange }: Props) {
  const { terms } = useWords();
  const { language } = useLocale();
  const all = value === '' || offered.includes(value) ? offered : [...offered, value];
  return (
    <ChoiceField
      label={label}
      hint={hint}
      value={value}
      choices={[
        ...all.map((duration) => [duration, inWords(duration, language)] as const),
        ['', terms.noLimit] as const,
      ]}
      onChange={onChange}
    />
  );
}
