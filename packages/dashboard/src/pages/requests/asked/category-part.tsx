import type { DataAccess } from '@parley/protocol';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import type { Part } from '../choice/choice.ts';
import { approvedOfEntry, type Deciding } from '../deciding.ts';
import { companyName } from '../who/company-name.ts';
import styles from './category-part.module.css';
import { LimitGroups } from './limit-groups.tsx';
import { PreviewList } from './preview-list.tsx';
import { useRequestPreview } from './use-preview.ts';

interface Props {
  readonly name: string;
  readonly entry: DataAccess;
  readonly deciding: Deciding;
}

/** One kind of data: each field with a tap, then what the company would see of it. */
export function CategoryPart({ name, entry, deciding }: Props) {
  const { request: words } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const source = useRequestPreview(deciding.request.requestId);
  const { required = [], optional = [] } = entry.fields[name] ?? {};
  const part = (field: string): Part => ({ kind: 'field', category: name, name: field });
  const missing = required.filter((field) => !deciding.isOn(entry, part(field)));
  const chips = (fields: readonly string[]) =>
    fields.map((field) => (
      <ChoiceChip
        key={field}
        isOn={deciding.isOn(entry, part(field))}
        onChange={() => deciding.toggle(entry, part(field))}
      >
        {vocabulary.field(name, field)}
      </ChoiceChip>
    ));
  return (
    <section className={styles['part']} aria-label={vocabulary.category(name)}>
      <h3>{vocabulary.category(name)}</h3>
      {required.length > 0 && <ChoiceGroup label={words.needed}>{chips(required)}</ChoiceGroup>}
      <p className={styles['warning']} aria-live="polite" hidden={missing.length === 0}>
        {missing.length > 0 &&
          words.without(formats.list(missing.map((field) => vocabulary.field(name, field))))}
      </p>
      {optional.length > 0 && <ChoiceGroup label={words.optional}>{chips(optional)}</ChoiceGroup>}
      <LimitGroups name={name} entry={entry} deciding={deciding} further={words.further} />
      {deciding.isConnected && (
        <PreviewList
          category={name}
          source={source}
          title={words.preview.title(companyName(deciding.request.vendor))}
          asked={entry}
          approved={approvedOfEntry(deciding, entry)}
        />
      )}
    </section>
  );
}
