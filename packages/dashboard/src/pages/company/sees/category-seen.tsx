import { type ConsentView, coveredFields, type DataAccess } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { LimitGroups } from '../../requests/asked/limit-groups.tsx';
import { PreviewList } from '../../requests/asked/preview-list.tsx';
import type { Part } from '../../requests/choice/choice.ts';
import { approvedOfEntry, type Choosing } from '../../requests/deciding.ts';
import { companyName } from '../../requests/who/company-name.ts';
import styles from './category-seen.module.css';
import { useConsentPreview } from './use-consent-preview.ts';

interface Props {
  readonly name: string;
  readonly entry: DataAccess;
  readonly consent: ConsentView;
  readonly choosing: Choosing;
}

/** One kind of data: each field with a tap, and on demand what the company gets of it. */
export function CategorySeen({ name, entry, consent, choosing }: Props) {
  const { company: words } = useWords();
  const vocabulary = useVocabulary();
  const [isShown, setShown] = useState(false);
  const part = (field: string): Part => ({ kind: 'field', category: name, name: field });
  return (
    <section className={styles['part']} aria-label={vocabulary.category(name)}>
      <h3>{vocabulary.category(name)}</h3>
      <ChoiceGroup label={words.sees.fields}>
        {coveredFields(entry, name).map((field) => (
          <ChoiceChip
            key={field}
            isOn={choosing.isOn(entry, part(field))}
            onChange={() => choosing.toggle(entry, part(field))}
          >
            {vocabulary.field(name, field)}
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      <LimitGroups name={name} entry={entry} deciding={choosing} further={words.sees.further} />
      <div>
        <Button weight="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? words.sees.hide : words.sees.show(companyName(consent.vendor))}
        </Button>
      </div>
      {isShown && <Preview name={name} entry={entry} consent={consent} choosing={choosing} />}
    </section>
  );
}

function Preview({ name, entry, consent, choosing }: Props) {
  const source = useConsentPreview(consent);
  const title = useTitle(consent, choosing);
  return (
    <PreviewList
      category={name}
      source={source}
      title={title}
      asked={entry}
      approved={approvedOfEntry(choosing, entry)}
    />
  );
}

function useTitle({ details, status, vendor }: ConsentView, { approved }: Choosing): string {
  const { sees } = useWords().company;
  const company = companyName(vendor);
  if (status === 'paused') return sees.ifResumed(company);
  if (vendor.held) return sees.ifReleased(company);
  return JSON.stringify(approved) === JSON.stringify(details) ? sees.now(company) : sees.afterwards(company);
}
