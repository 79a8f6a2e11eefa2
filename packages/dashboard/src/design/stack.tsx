import type { ReactNode } from 'react';
import styles from './stack.module.css';

interface Props {
  readonly children: ReactNode;
}

/** One below the other. */
export const Stack = ({ children }: Props) => <div className={styles['stack']}>{children}</div>;

/** One beside the other, as far as there is room. */
export const Row = ({ children }: Props) => <div className={styles['row']}>{children}</div>;

/** Said, but not first. */
export const Soft = ({ children }: Props) => <p className={styles['soft']}>{children}</p>;
