import { useState } from 'react';
import { useWords } from '../words/locale.tsx';
import { Button } from './button.tsx';
import { plainLines } from './plain-lines.ts';
import styles from './their-lines.module.css';

interface Props {
  readonly children: string;
  /** Longer than this it is cut, with a button that shows the rest. */
  readonly most?: number;
}

/** A text of several lines, whoever wrote it: text only, in the direction of its writing, cut where it is long. */
export function TheirLines({ children, most = 1_200 }: Props) {
  const { common } = useWords();
  const [isWhole, setWhole] = useState(false);
  const text = plainLines(children);
  const isCut = text.length > most;
  return (
    <div>
      <div className={styles['lines']} dir="auto">
        {isCut && !isWhole ? `${[...text.slice(0, most)].slice(0, -1).join('')}…` : text}
      </div>
      {isCut && (
        <Button weight="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? common.showLess : common.showAll}
        </Button>
      )}
    </div>
  );
}
