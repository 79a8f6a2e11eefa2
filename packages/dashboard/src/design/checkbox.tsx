import type { ReactNode } from 'react';
import styles from './checkbox.module.css';

interface Props {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}

/** A yes or no that is saved with what is around it. */
export function Checkbox({ isOn, onChange, children }: Props) {
  return (
    <label className={styles['line']}>
      <input
        type="checkbox"
        className={styles['box']}
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
