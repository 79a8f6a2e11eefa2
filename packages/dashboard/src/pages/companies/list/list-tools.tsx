import type { KnownCircle } from '@parley/pod-client';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { Field, SelectField } from '../../../design/field.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import type { Company } from '../company.ts';
import { FILTERS, isIn, type Shown, SORTS, type Sort } from '../shown.ts';
import styles from './list-tools.module.css';

interface Props {
  readonly companies: readonly Company[];
  readonly circles: readonly KnownCircle[];
  readonly shown: Shown;
  readonly onChange: (change: Partial<Shown>) => void;
}

/** Finds, chooses and orders. Only what there is can be chosen. */
export function ListTools({ companies, circles, shown, onChange }: Props) {
  const { companies: words } = useWords();
  const formats = useFormats();
  const now = new Date();
  const filters = FILTERS.map((filter) => ({
    filter,
    count: companies.filter((company) => isIn(company, filter, now)).length,
  })).filter(({ filter, count }) => count > 0 || filter === shown.filter);
  return (
    <div className={styles['tools']}>
      <div className={styles['fields']}>
        <Field
          type="search"
          label={words.find}
          value={shown.words}
          onChange={(event) => onChange({ words: event.target.value })}
        />
        {circles.length > 0 && (
          <SelectField
            label={words.circle}
            value={shown.circle}
            onChange={(event) => onChange({ circle: event.target.value })}
          >
            <option value="">{words.anyCircle}</option>
            {circles.map(({ id, name }) => (
              <option key={id} value={id}>
                {companyName({ name })}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={words.sort}
          value={shown.sort}
          onChange={(event) => onChange({ sort: event.target.value as Sort })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {words.sorts[sort]}
            </option>
          ))}
        </SelectField>
      </div>
      <ChoiceGroup label={words.show}>
        {filters.map(({ filter, count }) => (
          <ChoiceChip
            key={filter}
            oneOf="companies"
            isOn={filter === shown.filter}
            onChange={() => onChange({ filter })}
          >
            {words.shown(words.standings[filter], formats.number(count))}
          </ChoiceChip>
        ))}
      </ChoiceGroup>
    </div>
  );
}
