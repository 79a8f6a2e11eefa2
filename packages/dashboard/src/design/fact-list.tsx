import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** What is so, name by name. On a small screen each value stands below its name. */
export function FactList({ facts }: { readonly facts: readonly (Fact | undefined)[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(
        (fact) =>
          fact !== undefined && (
            <div key={fact.name} className={styles['fact']}>
              <dt className={styles['name']}>{fact.name}</dt>
              <dd className={styles['value']}>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
