import { useId } from 'react';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import styles from './progress.module.css';

/** How far it is. */
export function Progress({ done, of }: { readonly done: number; readonly of: number }) {
  const { companies: words } = useWords();
  const formats = useFormats();
  const id = useId();
  return (
    <div className={styles['progress']}>
      <label htmlFor={id} aria-live="polite">
        {words.all.running(formats.number(done), formats.number(of))}
      </label>
      <progress id={id} className={styles['bar']} value={done} max={of} />
    </div>
  );
}
