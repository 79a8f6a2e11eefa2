import { useState } from 'react';
import { Button, LinkButton } from '../../../design/button.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { whoCan } from '../all/act-on.ts';
import { type Company, pageOf } from '../company.ts';
import styles from './company-acts.module.css';
import { StopDialog } from './stop-dialog.tsx';
import { useActOn } from './use-act-on.ts';

/** What can be done with it from the list. */
export function CompanyActs({ company }: { readonly company: Company }) {
  const { companies: words } = useWords();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, variables, error } = useActOn(company);
  const named = (act: string) => words.ofCompany(act, companyName(company));
  const can = (act: 'pause' | 'resume' | 'withdraw') => whoCan([company], act).length > 0;
  const change = can('pause') ? 'pause' : can('resume') ? 'resume' : undefined;
  return (
    <>
      {error !== null && <ProblemNotice fault={error} />}
      <div className={styles['acts']}>
        <LinkButton to={pageOf(company)}>
          {company.standing === 'none' ? words.entry : words.details}
        </LinkButton>
        {change !== undefined && (
          <Button
            aria-label={named(words[change])}
            isBusy={isPending && variables === change}
            onClick={() => mutate(change)}
          >
            {words[change]}
          </Button>
        )}
        {can('withdraw') && (
          <Button aria-label={named(words.stop)} onClick={() => setAsking(true)}>
            {words.stop}
          </Button>
        )}
      </div>
      {isAsking && (
        <StopDialog
          company={company}
          isBusy={isPending}
          fault={error}
          onStop={() => mutate('withdraw', { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
