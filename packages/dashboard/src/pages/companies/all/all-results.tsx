import { Notice } from '../../../design/notice.tsx';
import { Stack } from '../../../design/stack.tsx';
import { problemWords } from '../../../gateway/problem-words.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import type { Act, Outcome } from './act-on.ts';
import styles from './name-list.module.css';
import { NameList } from './name-list.tsx';

interface Props {
  readonly act: Act;
  readonly outcomes: readonly Outcome[];
}

/** What came of it for each: first what did not work. */
export function AllResults({ act, outcomes }: Props) {
  const { companies: words } = useWords();
  const of = (result: Outcome['result']) =>
    outcomes.flatMap((outcome) => (outcome.result === result ? [outcome.company] : []));
  const [done, pending, skipped] = [of('done'), of('pending'), of('skipped')];
  return (
    <Stack>
      <Failures outcomes={outcomes} />
      {skipped.length > 0 && <NameList title={words.all.skipped(skipped.length)} companies={skipped} />}
      {pending.length > 0 && (
        <Notice tone="good">
          <p>{words.all.pendingText}</p>
          <NameList title={words.all.pending(pending.length)} companies={pending} />
        </Notice>
      )}
      {done.length > 0 && <NameList title={words.all.done[act](done.length)} companies={done} />}
    </Stack>
  );
}

function Failures({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const { companies: words, problems } = useWords();
  const failed = outcomes.filter((outcome) => outcome.result === 'failed');
  if (failed.length === 0) return null;
  return (
    <Notice tone="bad">
      <h3>{words.all.failed(failed.length)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <ul className={styles['names']} tabIndex={0} aria-label={words.all.failed(failed.length)}>
        {failed.map(({ company, fault }) => (
          <li key={company.key}>
            <strong>
              <bdi>{companyName(company)}</bdi>
            </strong>
            : {problemWords(fault, problems)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
