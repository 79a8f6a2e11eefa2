import { Fold } from '../../../design/fold.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { Finding } from './findings.ts';
import { addressOf } from './read-block-files.ts';
import styles from './report.module.css';

/** Which files are not as they should be, and how each shows. What only follows from it stands behind. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { check } = useWords().activity;
  const causes = findings.filter(({ isConsequence }) => !isConsequence);
  const consequences = findings.filter(({ isConsequence }) => isConsequence);
  return (
    <Notice tone="bad">
      <div className={styles['inside']}>
        <h2>{check.unsound(new Set(causes.map(({ number }) => number)).size)}</h2>
        <List findings={causes} />
        {consequences.length > 0 && (
          <Fold title={check.follows}>
            <List findings={consequences} />
          </Fold>
        )}
        <Soft>{check.unsoundText}</Soft>
      </div>
    </Notice>
  );
}

function List({ findings }: { readonly findings: readonly Finding[] }) {
  const { check } = useWords().activity;
  const formats = useFormats();
  return (
    <ul className={styles['findings']} aria-label={check.title}>
      {findings.map(({ number, date, code, count }) => {
        const words = check.findings[code];
        return (
          <li key={`${number} ${code}`}>
            <strong>
              {date === undefined
                ? check.fileUnknown(String(number))
                : check.file(formats.date(date), String(number))}
            </strong>
            : {typeof words === 'string' ? words : words(count)}
            {date !== undefined && (
              <>
                {' '}
                <code>{addressOf({ date, number })}</code>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
