import type { KnownCircle } from '@parley/pod-client';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../../design/button.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { type Company, pageOf } from '../company.ts';
import styles from './circle-members.module.css';
import { useMembership } from './use-membership.ts';

/** More of them are shown only to who wants to see them. */
const SHOWN = 12;

interface Props {
  readonly circle: KnownCircle;
  readonly members: readonly Company[];
}

/** The companies in a circle. */
export function CircleMembers({ circle, members }: Props) {
  const { companies } = useWords();
  const words = companies.circles;
  const [isWhole, setWhole] = useState(false);
  const { takeOut, error } = useMembership(circle);
  const shown = isWhole ? members : members.slice(0, SHOWN);
  return (
    <>
      <Soft>{words.members(members.length)}</Soft>
      {error !== null && <ProblemNotice fault={error} />}
      <ul className={styles['members']}>
        {shown.map((company) => (
          <li key={company.key} className={styles['member']}>
            <Link href={pageOf(company)}>
              <bdi>{companyName(company)}</bdi>
            </Link>
            <Button
              weight="quiet"
              aria-label={words.takeOutOf(companyName(company), companyName(circle))}
              onClick={() => takeOut(company)}
            >
              {words.takeOut}
            </Button>
          </li>
        ))}
      </ul>
      {shown.length < members.length && (
        <div>
          <Button onClick={() => setWhole(true)}>{words.allMembers}</Button>
        </div>
      )}
    </>
  );
}
