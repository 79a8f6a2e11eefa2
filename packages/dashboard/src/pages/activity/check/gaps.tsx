import type { LedgerVerdict } from '@parley/protocol';
import { Notice } from '../../../design/notice.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useCompanyNames } from '../use-company-names.ts';
import styles from './report.module.css';

/** What the gateway itself says that it has lost. */
export function Gaps({ verdict: { gaps, entries } }: { readonly verdict: LedgerVerdict }) {
  const { activity } = useWords();
  const formats = useFormats();
  const nameOf = useCompanyNames();
  const companies = new Map(entries.map(({ consentId, entry }) => [consentId, entry.vendorId]));
  return (
    <Notice tone="warn">
      <div className={styles['inside']}>
        <h2>{activity.check.gaps}</h2>
        <ul className={styles['findings']}>
          {gaps.map(({ consentId, sequence, from, to }) => (
            <li key={`${consentId} ${sequence}`}>
              <strong>
                <bdi>{nameOf(companies.get(consentId) ?? consentId)}</bdi>
              </strong>
              : {activity.gapText(formats.dayAndTime(from), formats.dayAndTime(to))}
            </li>
          ))}
        </ul>
      </div>
    </Notice>
  );
}
