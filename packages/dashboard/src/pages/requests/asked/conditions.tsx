import type { DataAccess } from '@parley/protocol';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { type Fact, FactList } from '../../../design/fact-list.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { Soft } from '../../../design/stack.tsx';
import { inWords } from '../../../words/duration.ts';
import { useFormats } from '../../../words/formats.ts';
import { useLocale, useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { approvedOfEntry, type Choosing } from '../deciding.ts';
import styles from './conditions.module.css';

interface Props {
  readonly entry: DataAccess;
  readonly deciding: Choosing;
}

/** What the gateway enforces, told apart from what stands on the company's word alone. */
export function Conditions(props: Props) {
  return (
    <div className={styles['both']}>
      <Enforced {...props} />
      <Promised {...props} />
    </div>
  );
}

function Enforced({ entry, deciding }: Props) {
  const { request: words } = useWords();
  const { language } = useLocale();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  const { access } = approvedOfEntry(deciding, entry) ?? entry;
  const { lookback, maxReadsPerDay } = access;
  const facts: readonly (Fact | undefined)[] = [
    { name: words.purposeOnly, value: vocabulary.purpose(entry.purpose) },
    { name: words.until, value: formats.day(access.until) },
    lookback === undefined
      ? undefined
      : { name: words.lookback, value: words.lookbackText(inWords(lookback, language)) },
    maxReadsPerDay === undefined
      ? { name: words.howOften, value: words.noReads }
      : { name: words.reads, value: words.readsText(formats.number(maxReadsPerDay)) },
  ];
  return (
    <section className={styles['one']} aria-label={words.holds}>
      <h3>{words.holds}</h3>
      <Soft>{words.holdsText}</Soft>
      <FactList facts={facts} />
    </section>
  );
}

function Promised({ entry, deciding }: Props) {
  const { request: words } = useWords();
  const { language } = useLocale();
  const { retention, recipients, terms } = entry;
  const kept = inWords(retention.duration, language);
  return (
    <section className={styles['one']} aria-label={words.promises}>
      <h3>{words.promises}</h3>
      <Soft>{words.promisesText}</Soft>
      <FactList
        facts={[
          { name: words.keeps, value: <bdi>{words.keepsText(kept, plainWords(retention.location))}</bdi> },
          { name: words.afterwards, value: words.onEnd[retention.onEnd] },
          recipients.length > 0 ? undefined : { name: words.passesTo, value: words.nobody },
          terms === undefined ? undefined : { name: words.agreement, value: terms },
        ]}
      />
      {recipients.length > 0 && (
        <ChoiceGroup label={words.passesTo}>
          {recipients.map((name) => (
            <ChoiceChip
              key={name}
              isOn={deciding.isOn(entry, { kind: 'recipient', name })}
              onChange={() => deciding.toggle(entry, { kind: 'recipient', name })}
            >
              <bdi>{plainWords(name)}</bdi>
            </ChoiceChip>
          ))}
        </ChoiceGroup>
      )}
    </section>
  );
}
