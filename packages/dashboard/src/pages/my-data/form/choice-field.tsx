import { type ReactNode, useId } from 'react';
import { ChoiceChip } from '../../../design/choice-chip.tsx';
import styles from './choice-field.module.css';

interface Props<Value extends string> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong, in words. */
  readonly fault?: ReactNode;
  readonly value: Value | undefined;
  readonly choices: readonly (readonly [value: Value, words: ReactNode])[];
  readonly onChange: (value: Value) => void;
  /** What belongs to the choice that is made. */
  readonly children?: ReactNode;
}

/** One of a few, all in sight. */
export function ChoiceField<Value extends string>(props: Props<Value>) {
  const { label, hint, fault, value, choices, onChange, children } = props;
  const id = useId();
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <fieldset
      className={styles['field']}
      {...(describedBy === '' ? {} : { 'aria-describedby': describedBy })}
      {...(fault ? { 'data-faulty': true } : {})}
    >
      <legend className={styles['label']}>{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      <div className={styles['chips']}>
        {choices.map(([each, words]) => (
          <ChoiceChip key={each} oneOf={id} isOn={each === value} onChange={() => onChange(each)}>
            {words}
          </ChoiceChip>
        ))}
      </div>
      {children}
      {fault && (
        <p id={`${id}-fault`} className={styles['fault']} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
