import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  readonly title: ReactNode;
  /** What would be here, and how it comes here. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Where there is nothing yet. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={styles['empty']}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
