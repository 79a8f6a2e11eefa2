import type { ReactNode } from 'react';
import { Tag } from '../../design/tag.tsx';
import { useWords } from '../../words/locale.tsx';
import styles from './in-pod.module.css';
import { isBroken } from './pod-fault.tsx';

interface Props {
  readonly fault: unknown;
  readonly onRetry: () => unknown;
  /** What the pod has, in a few words. Absent: not known yet. */
  readonly children: ReactNode;
}

/** How much the pod has of something, or that it cannot be told just now. The page behind it says why. */
export function InPod({ fault, onRetry, children }: Props) {
  const { common, myData } = useWords();
  if (isBroken(fault)) return <Tag tone="bad">{myData.notReadable}</Tag>;
  if (fault !== null && fault !== undefined)
    return (
      <>
        <Tag tone="warn">{myData.notReached}</Tag>{' '}
        <button type="button" className={styles['retry']} onClick={() => void onRetry()}>
          {common.retry}
        </button>
      </>
    );
  return children ?? <span className={styles['waiting']}>{common.loading}</span>;
}
