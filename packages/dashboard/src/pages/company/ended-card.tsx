import { type ConsentView, coveredFields } from '@parley/protocol';
import { Card } from '../../design/card.tsx';
import { Fold } from '../../design/fold.tsx';
import { Soft } from '../../design/stack.tsx';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { useVocabulary } from '../../words/use-vocabulary.ts';
import styles from './ended-card.module.css';

/** What was shared and is over, folded. */
export function EndedCard({ consents }: { readonly consents: readonly ConsentView[] }) {
  const { company: words } = useWords();
  return (
    <Card title={words.ended.title}>
      <Fold title={words.ended.count(consents.length)}>
        <ul className={styles['all']}>
          {consents.map((consent) => (
            <li key={consent.consentId} className={styles['one']}>
              <Ended consent={consent} />
            </li>
          ))}
        </ul>
      </Fold>
    </Card>
  );
}

function Ended({ consent }: { readonly consent: ConsentView }) {
  const { company: words } = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  const { givenAt, endedAt, until, endReason, details } = consent;
  return (
    <>
      <p>
        <strong>{words.ended.was(formats.day(givenAt), formats.day(endedAt ?? until))}</strong>
      </p>
      <p>{words.ended.reasons[endReason ?? ''] ?? words.ended.over}</p>
      {details.map((entry) => (
        <Soft key={entry.purpose}>
          {vocabulary.purpose(entry.purpose)}:{' '}
          {entry.datatypes
            .map((name) => {
              const fields = coveredFields(entry, name).map((field) => vocabulary.field(name, field));
              return `${vocabulary.category(name)} (${formats.list(fields)})`;
            })
            .join(', ')}
        </Soft>
      ))}
    </>
  );
}
