import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { type Act, whoCan } from '../all/act-on.ts';
import { AllDialog } from '../all/all-dialog.tsx';
import type { Company } from '../company.ts';
import styles from './all-acts.module.css';

const ACTS: readonly Act[] = ['pause', 'resume', 'withdraw'];

interface Props {
  /** Those that are shown: what is done is done with these and no others. */
  readonly companies: readonly Company[];
  /** Whether these are all that there are. */
  readonly isWhole: boolean;
}

/** How many are shown, and what can be done with all of them at once. */
export function AllActs({ companies, isWhole }: Props) {
  const { companies: words } = useWords();
  const formats = useFormats();
  const [asked, setAsked] = useState<{ act: Act; companies: readonly Company[] }>();
  return (
    <div className={styles['acts']}>
      <p role="status">{words.count(formats.number(companies.length))}</p>
      {isWhole && companies.length > 1 && (
        <div className={styles['buttons']}>
          {ACTS.map((act) => {
            const those = whoCan(companies, act);
            if (those.length === 0) return null;
            return (
              <Button key={act} weight="quiet" onClick={() => setAsked({ act, companies: those })}>
                {words.all[act](formats.number(those.length))}
              </Button>
            );
          })}
        </div>
      )}
      {asked !== undefined && <AllDialog {...asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
