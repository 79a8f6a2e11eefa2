import type { ParsedVendors } from '@parley/pod-client';
import { plainWords } from '../../../design/plain-words.ts';
import { useWords } from '../../../words/locale.tsx';
import styles from './audience-chips.module.css';
import { nameIn } from './name-in.ts';

interface Props {
  readonly chosen: readonly string[];
  readonly known: ParsedVendors | undefined;
  readonly onRemove: (id: string) => void;
}

/** The companies and circles that were chosen, each with a way to take it out. */
export function AudienceChips({ chosen, known, onRemove }: Props) {
  const { myData } = useWords();
  if (chosen.length === 0) return null;
  const otherwise = known === undefined ? '…' : myData.audience.unknown;
  const nameOf = (id: string) => plainWords(nameIn(known, id) ?? otherwise);
  return (
    <ul className={styles['chips']}>
      {chosen.map((id) => (
        <li key={id} className={styles['chip']}>
          <bdi>{nameOf(id)}</bdi>
          <button
            type="button"
            className={styles['remove']}
            aria-label={myData.audience.remove(nameOf(id))}
            onClick={() => onRemove(id)}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="m4 4 8 8m0-8-8 8" />
            </svg>
          </button>
        </li>
      ))}
    </ul>
  );
}
