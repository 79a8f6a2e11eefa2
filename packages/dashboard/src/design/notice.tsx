import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

interface Props {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad';
  readonly children: ReactNode;
  /** A way on. */
  readonly action?: ReactNode;
}

/** Something that one should know now. What went wrong is read out at once. */
export function Notice({ tone = 'plain', children, action }: Props) {
  return (
    <div
      className={classNames(styles['notice'], styles[tone])}
      role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}
    >
      <div>{children}</div>
      {action}
    </div>
  );
}
