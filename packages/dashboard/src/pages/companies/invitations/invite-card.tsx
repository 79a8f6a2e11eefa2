import type { DataItem, KnownVendor } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { SelectField } from '../../../design/field.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { webAddress } from '../../requests/who/company-name.ts';
import { NewLink } from './new-link.tsx';
import { useInvite } from './use-invite.ts';

const DAYS = [7, 14, 30];

interface Props {
  readonly entry: KnownVendor;
  /** Those that are for it. */
  readonly issues: readonly DataItem[];
}

/** Makes a link with which this company, and no other, may ask once. */
export function InviteCard({ entry, issues }: Props) {
  const { companies } = useWords();
  const words = companies.invitations;
  const [days, setDays] = useState(14);
  const [issueId, setIssueId] = useState('');
  const { mutate, isPending, error, data, reset } = useInvite(entry);
  const host = webAddress(entry.clientId)?.host ?? webAddress(entry.site)?.host;
  if (data !== undefined) return <NewLink {...data} onAnother={reset} />;
  if (entry.clientId === undefined && host === undefined)
    return (
      <Card title={words.invite}>
        <p>{words.text}</p>
        <Soft>{words.needsSite}</Soft>
      </Card>
    );
  return (
    <Card title={words.invite}>
      <p>{words.text}</p>
      {host !== undefined && <p>{words.forHost(host)}</p>}
      <SelectField
        label={words.days}
        value={String(days)}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        {DAYS.map((count) => (
          <option key={count} value={count}>
            {words.day(count)}
          </option>
        ))}
      </SelectField>
      {issues.length > 0 && (
        <SelectField label={words.about} value={issueId} onChange={(event) => setIssueId(event.target.value)}>
          <option value="">{words.noIssue}</option>
          {issues.map(({ id, fields }) => (
            <option key={id} value={id}>
              {plainWords(String(fields['title'] ?? ''))}
            </option>
          ))}
        </SelectField>
      )}
      {error !== null && <ProblemNotice fault={error} />}
      <div>
        <Button weight="main" isBusy={isPending} onClick={() => mutate({ days, issueId })}>
          {words.make}
        </Button>
      </div>
    </Card>
  );
}
