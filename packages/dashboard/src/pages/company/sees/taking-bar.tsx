import type { AuthorizationDetails, EntryChange } from '@parley/protocol';
import { Button } from '../../../design/button.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { Row, Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { takenRows } from './taken-rows.ts';
import styles from './taking-bar.module.css';

interface Props {
  readonly changes: readonly EntryChange[];
  readonly details: AuthorizationDetails;
  readonly isNothingLeft: boolean;
  readonly isBusy: boolean;
  readonly onTake: () => void;
  readonly onStop: () => void;
  readonly onLeave: () => void;
}

/** Stays in sight while something is about to be taken away: exactly what, and the one confirmation. */
export function TakingBar({ changes, details, isNothingLeft, isBusy, onTake, onStop, onLeave }: Props) {
  const words = useWords();
  const { taking, acts } = words.company;
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const rows = takenRows(changes, { words, vocabulary, formats, details });
  return (
    <div className={styles['place']} aria-live="polite">
      {rows.length > 0 && (
        <section className={styles['bar']} aria-label={taking.label}>
          <h3>{taking.title}</h3>
          <ul className={styles['rows']}>
            {rows.map(({ what, which }) => (
              <li key={`${what} ${which.join(' ')}`}>
                {what}: <bdi>{which.map(plainWords).join(', ')}</bdi>
              </li>
            ))}
          </ul>
          <Soft>{isNothingLeft ? taking.nothingLeft : taking.notBack}</Soft>
          <Row>
            <Button weight="danger" isBusy={isBusy} onClick={isNothingLeft ? onStop : onTake}>
              {isNothingLeft ? acts.withdraw : taking.confirm}
            </Button>
            <Button onClick={onLeave}>{taking.keep}</Button>
          </Row>
        </section>
      )}
    </div>
  );
}
