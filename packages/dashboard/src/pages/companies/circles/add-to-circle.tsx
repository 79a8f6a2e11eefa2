import type { KnownCircle } from '@parley/pod-client';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Field } from '../../../design/field.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import type { Company } from '../company.ts';
import { shownOf } from '../shown.ts';
import { useMembership } from './use-membership.ts';

const SHOWN = 6;

interface Props {
  readonly circle: KnownCircle;
  readonly others: readonly Company[];
}

/** Finds a company by its name and puts it into the circle. */
export function AddToCircle({ circle, others }: Props) {
  const { companies } = useWords();
  const words = companies.circles;
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const { put, error } = useMembership(circle);
  if (others.length === 0) return null;
  const fitting =
    typed.trim() === ''
      ? []
      : shownOf(others, { words: typed, filter: 'all', circle: '', sort: 'name' }, new Date());
  const more = fitting.length - SHOWN;
  return (
    <>
      <Field
        type="search"
        label={words.addTo(companyName(circle))}
        hint={words.addHint}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error !== null && <ProblemNotice fault={error} />}
      <div aria-live="polite">
        <Row>
          {fitting.slice(0, SHOWN).map((company) => (
            <Button
              key={company.key}
              onClick={() => {
                setTyped('');
                put(company);
              }}
            >
              <bdi>{words.putIn(companyName(company))}</bdi>
            </Button>
          ))}
          {more > 0 && <Soft>{words.moreMatch(formats.number(more))}</Soft>}
          {typed.trim() !== '' && fitting.length === 0 && <Soft>{words.noMatch}</Soft>}
        </Row>
      </div>
    </>
  );
}
