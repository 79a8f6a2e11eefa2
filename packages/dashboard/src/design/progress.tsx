import styles from './progress.module.css';

interface Props {
  /** What is being done, and how far it is. */
  readonly words: string;
  readonly done?: number;
  /** Absent: nobody knows how much it is in all. */
  readonly of?: number | undefined;
}

/** How far a long piece of work is. What is read out are its steps; the bar can be asked. */
export function Progress({ words, done, of }: Props) {
  return (
    <div className={styles['progress']}>
      <p>{words}</p>
      <progress
        className={styles['bar']}
        aria-label={words}
        {...(of === undefined ? {} : { value: done ?? 0, max: Math.max(of, 1) })}
      />
    </div>
  );
}
