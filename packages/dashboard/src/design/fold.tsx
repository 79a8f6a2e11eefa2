import type { ReactNode } from 'react';
import styles from './fold.module.css';

interface Props {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
}

/** What is there for who wants to know it. */
export function Fold({ title, children, isOpen = false }: Props) {
  return (
    <details className={styles['fold']} open={isOpen}>
      <summary className={styles['summary']}>{title}</summary>
      <div className={styles['inside']}>{children}</div>
    </details>
  );
}
