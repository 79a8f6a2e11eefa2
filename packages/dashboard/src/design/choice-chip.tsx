import type { ReactNode } from 'react';
import styles from './choice-chip.module.css';

interface Props {
  readonly isOn: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
  /** One of several instead of each for itself: they share the name. */
  readonly oneOf?: string;
}

/** Takes something in or out with one tap. */
export function ChoiceChip({ isOn, onChange, children, oneOf }: Props) {
  return (
    <label className={styles['chip']}>
      <input
        type={oneOf === undefined ? 'checkbox' : 'radio'}
        {...(oneOf === undefined ? {} : { name: oneOf })}
        className={styles['box']}
        checked={isOn}
        onChange={onChange}
      />
      <svg className={styles['mark']} viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3 8.5 6.5 12 13 4.500" />
      </svg>
      <span>{children}</span>
    </label>
  );
}

/** Several of them, with what they are. */
export function ChoiceGroup({
  label,
  children,
}: {
  readonly label: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      <div className={styles['chips']}>{children}</div>
    </fieldset>
  );
}
