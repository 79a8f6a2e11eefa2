import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './tag.module.css';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent';

/** A state in a word or two. The colour only repeats what the word says. */
export function Tag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={classNames(styles['tag'], styles[tone])}>{children}</span>;
}
