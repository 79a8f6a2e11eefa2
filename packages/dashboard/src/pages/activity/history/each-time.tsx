import { Fold } from '../../../design/fold.tsx';
import type { Entry } from '../../../gateway/entry.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import styles from './history.module.css';
import { useItemsWords } from './times-words.ts';

/** When it happened each time, and with how many items. */
export function EachTime({ entries }: { readonly entries: readonly Entry[] }) {
  const { activity } = useWords();
  const formats = useFormats();
  const items = useItemsWords();
  return (
    <Fold title={activity.eachTime}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it can be long, and is scrolled by the keyboard too. */}
      <ul className={styles['times']} tabIndex={0} aria-label={activity.eachTime}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{formats.time(entry.at)}</time> {items(entry).join(', ')}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
