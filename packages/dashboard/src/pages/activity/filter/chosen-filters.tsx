import { useRef } from 'react';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useCompanyNames } from '../use-company-names.ts';
import { addressOf, type Filter } from './filter.ts';
import styles from './filter-bar.module.css';
import type { FilterProps } from './filter-bar.tsx';

/** What is chosen, part by part, each to be taken out with one tap. */
export function ChosenFilters({ filter, onChange }: FilterProps) {
  const { activity } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const wordsOf = useFilterWords();
  const parts = Object.keys(addressOf(filter)) as (keyof Filter)[];
  const remove = (part: keyof Filter) => {
    // What had the focus goes: the focus stays here.
    list.current?.focus();
    onChange({ ...filter, [part]: undefined });
  };
  return (
    <ul ref={list} tabIndex={-1} className={styles['chosen']} aria-label={activity.filter.chosen}>
      {parts.map((part) => (
        <li key={part}>
          <button
            type="button"
            className={styles['chip']}
            aria-label={activity.filter.remove(wordsOf(filter, part))}
            onClick={() => remove(part)}
          >
            <bdi>{wordsOf(filter, part)}</bdi>
            <span className={styles['cross']} aria-hidden="true">
              ✕
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useFilterWords() {
  const { activity } = useWords();
  const formats = useFormats();
  const nameOf = useCompanyNames();
  const { kinds, outcomes, since, until } = activity.filter;
  return ({ company, kind, outcome, from, to }: Filter, part: keyof Filter): string => {
    if (part === 'company') return nameOf(company ?? '');
    if (part === 'kind') return kind === undefined ? '' : kinds[kind];
    if (part === 'outcome') return outcome === undefined ? '' : outcomes[outcome];
    return part === 'from' ? since(formats.date(from ?? '')) : until(formats.date(to ?? ''));
  };
}
