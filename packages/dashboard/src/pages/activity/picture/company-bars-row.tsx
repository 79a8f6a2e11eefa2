import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useCompanyNames } from '../use-company-names.ts';
import { Bars } from './bars.tsx';
import type { CompanyBars } from './days.ts';
import styles from './picture.module.css';

interface Props {
  readonly company: CompanyBars;
  readonly days: number;
  /** Of any company on any day: all have the same scale. */
  readonly highest: number;
}

/** One company: its name, what its days come to, and a bar for each day. */
export function CompanyBarsRow({ company, days, highest }: Props) {
  const { picture } = useWords().activity;
  const formats = useFormats();
  const name = useCompanyNames()(company.vendorId);
  const reads = picture.reads(formats.number(company.reads), company.reads === 1);
  const refused = picture.refused(formats.number(company.refused));
  const sum = company.refused === 0 ? reads : `${reads}, ${refused}`;
  return (
    <li className={styles['company']}>
      <span className={styles['name']}>
        <bdi>{name}</bdi>
      </span>
      <span className={styles['sum']}>
        {company.refused === 0 ? (
          reads
        ) : (
          <>
            {reads}, <span className={styles['refused']}>{refused}</span>
          </>
        )}
      </span>
      <Bars
        bars={company.bars}
        days={days}
        highest={highest}
        label={picture.said(name, sum, formats.date(company.most?.day ?? ''))}
      />
    </li>
  );
}
