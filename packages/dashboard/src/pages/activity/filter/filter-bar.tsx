import { useState } from 'react';
import { Field, SelectField } from '../../../design/field.tsx';
import { Fold } from '../../../design/fold.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useCompanies } from '../use-companies.ts';
import { ChosenFilters } from './chosen-filters.tsx';
import { type Filter, hasWrongDays, KINDS, OUTCOMES } from './filter.ts';
import styles from './filter-bar.module.css';

export interface FilterProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** Chooses by company, kind, outcome and day; what is chosen can be seen, and taken out again, while this is folded. */
export function FilterBar({ filter, onChange }: FilterProps) {
  const { activity } = useWords();
  const [isOpen] = useState(() => hasWrongDays(filter));
  const words = activity.filter;
  const set = (part: Filter) => onChange({ ...filter, ...part });
  return (
    <div className={styles['bar']}>
      <Fold title={words.title} isOpen={isOpen}>
        <div className={styles['fields']}>
          <CompanyField filter={filter} onChange={onChange} />
          <SelectField
            label={words.kind}
            value={filter.kind ?? ''}
            onChange={({ target }) => set({ kind: KINDS.find((kind) => kind === target.value) })}
          >
            <option value="">{words.allKinds}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {words.kinds[kind]}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={words.outcome}
            value={filter.outcome ?? ''}
            onChange={({ target }) => set({ outcome: OUTCOMES.find((outcome) => outcome === target.value) })}
          >
            <option value="">{words.allOutcomes}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {words.outcomes[outcome]}
              </option>
            ))}
          </SelectField>
          <DayFields filter={filter} onChange={onChange} />
        </div>
      </Fold>
      <ChosenFilters filter={filter} onChange={onChange} />
    </div>
  );
}

function CompanyField({ filter, onChange }: FilterProps) {
  const { activity } = useWords();
  const { companies, nameOf } = useCompanies();
  const isListed = companies.some(({ vendorId }) => vendorId === filter.company);
  return (
    <SelectField
      label={activity.filter.company}
      value={filter.company ?? ''}
      onChange={({ target }) =>
        onChange({ ...filter, company: target.value === '' ? undefined : target.value })
      }
    >
      <option value="">{activity.filter.allCompanies}</option>
      {filter.company !== undefined && !isListed && (
        <option value={filter.company}>{nameOf(filter.company)}</option>
      )}
      {companies.map(({ vendorId, name }) => (
        <option key={vendorId} value={vendorId}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

function DayFields({ filter, onChange }: FilterProps) {
  const { activity } = useWords();
  const day = (text: string) => (text === '' ? undefined : text);
  return (
    <>
      <Field
        type="date"
        label={activity.filter.from}
        value={filter.from ?? ''}
        onChange={({ target }) => onChange({ ...filter, from: day(target.value) })}
      />
      <Field
        type="date"
        label={activity.filter.to}
        value={filter.to ?? ''}
        fault={hasWrongDays(filter) && activity.filter.wrongDays}
        onChange={({ target }) => onChange({ ...filter, to: day(target.value) })}
      />
    </>
  );
}
