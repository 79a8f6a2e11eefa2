import { PURPOSES } from '@parley/protocol';
import { useId } from 'react';
import { ChoiceChip } from '../../../design/choice-chip.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import styles from './purposes-never.module.css';

interface Props {
  readonly never: readonly string[];
  readonly onChange: (never: readonly string[]) => void;
}

/** For what no company may ask, each with what it is. */
export function PurposesNever({ never, onChange }: Props) {
  const { terms } = useWords();
  const vocabulary = useVocabulary();
  const hint = useId();
  const toggle = (purpose: string) =>
    onChange(never.includes(purpose) ? never.filter((each) => each !== purpose) : [...never, purpose]);
  return (
    <fieldset className={styles['field']} aria-describedby={hint}>
      <legend className={styles['label']}>{terms.purposesNever.label}</legend>
      <p id={hint} className={styles['hint']}>
        {terms.purposesNever.hint}
      </p>
      <ul className={styles['purposes']}>
        {Object.keys(PURPOSES).map((purpose) => (
          <li key={purpose} className={styles['purpose']}>
            <ChoiceChip isOn={never.includes(purpose)} onChange={() => toggle(purpose)}>
              {vocabulary.purpose(purpose)}
            </ChoiceChip>
            <Soft>{vocabulary.purposeMeans(purpose)}</Soft>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
