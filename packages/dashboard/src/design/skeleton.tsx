import { useWords } from '../words/locale.tsx';
import styles from './skeleton.module.css';

/** Stands where something will be. Says so to who does not see it. */
export function Skeleton({ lines = 3, words }: { readonly lines?: number; readonly words?: string }) {
  const { common } = useWords();
  return (
    <div className={styles['skeleton']} role="status">
      <span className={styles['words']}>{words ?? common.loading}</span>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that look alike and never move.
        <span key={at} className={styles['line']} />
      ))}
    </div>
  );
}
