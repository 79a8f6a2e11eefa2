import type { ReceiptVerdict } from '@parley/protocol';
import { useConfiguration } from '../../../configuration.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import styles from './proofs-card.module.css';

interface Props {
  readonly verdict: ReceiptVerdict;
  readonly company: string;
}

/** Whether a proof is genuine, in words, and what it says. */
export function VerdictNotice({ verdict: { claims, problems }, company }: Props) {
  const { company: words, categories } = useWords();
  const { name } = useConfiguration();
  const formats = useFormats();
  const { proofs } = words;
  if (claims === undefined || problems.length > 0) {
    const faults = [...new Set(problems.map(({ code }) => proofs.problems[code]))];
    return (
      <Notice tone="bad">
        <p>
          <strong>{proofs.bad}</strong>
        </p>
        <ul className={styles['faults']}>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  const kinds = [...new Set(claims.authorization_details.flatMap(({ datatypes }) => datatypes))];
  const signedAt = new Date(claims.iat * 1000).toISOString();
  return (
    <Notice tone="good">
      <p>
        <strong>{proofs.good}</strong>
      </p>
      <p>{proofs.signedBy(name, formats.day(signedAt))}</p>
      <p>
        {proofs.says(
          company,
          formats.list(kinds.map((kind) => categories[kind] ?? kind)),
          formats.day(claims.until),
        )}{' '}
        ({proofs.version(claims.consent_version)})
      </p>
      <Soft>{proofs.cannot}</Soft>
    </Notice>
  );
}
