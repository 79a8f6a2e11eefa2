import { useState } from 'react';
import { useWords } from '../words/locale.tsx';
import { plainWords } from './plain-words.ts';
import styles from './their-words.module.css';

interface Props {
  readonly children: string;
  /** Longer than this it is cut, with a button that shows the rest. */
  readonly most?: number;
}

/** What a company wrote: text only, kept apart from the words around it, cut where it is long. */
export function TheirWords({ children, most = 280 }: Props) {
  const { common } = useWords();
  const [isWhole, setWhole] = useState(false);
  const text = plainWords(children);
  const isCut = text.length > most;
  return (
    <>
      <bdi>{isCut && !isWhole ? `${[...text.slice(0, most)].slice(0, -1).join('')}…` : text}</bdi>
      {isCut && (
        <button
          type="button"
          className={styles['more']}
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? common.showLess : common.showAll}
        </button>
      )}
    </>
  );
}
