import { Fold } from '../../../design/fold.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import type { Company } from '../company.ts';
import styles from './name-list.module.css';

interface Props {
  readonly title: string;
  readonly companies: readonly Company[];
}

/** Which ones they are: open where they are few. */
export function NameList({ title, companies }: Props) {
  return (
    <Fold title={title} isOpen={companies.length <= 8}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <ul className={styles['names']} tabIndex={0} aria-label={title}>
        {companies.map((company) => (
          <li key={company.key}>
            <bdi>{companyName(company)}</bdi>
            {company.host !== undefined && <span className={styles['host']}> · {company.host}</span>}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
