import type { InvitationView } from '@parley/protocol';
import { useState } from 'react';
import { Button, LinkButton } from '../../../design/button.tsx';
import { Tag } from '../../../design/tag.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName, webAddress } from '../../requests/who/company-name.ts';
import styles from './invitations.module.css';
import { RevokeDialog } from './revoke-dialog.tsx';

/** One link: for whom, since when, and what became of it. */
export function InvitationRow({ invitation }: { readonly invitation: InvitationView }) {
  const { companies } = useWords();
  const words = companies.invitations;
  const formats = useFormats();
  const [isAsking, setAsking] = useState(false);
  const { state, note, vendorId, site, createdAt, expiresAt, usedAt, requestId } = invitation;
  const host = webAddress(vendorId)?.host ?? webAddress(site)?.host ?? vendorId ?? '';
  const name = companyName({ name: note ?? host });
  const facts = [
    ...(name === host ? [] : [host]),
    words.made(formats.day(createdAt)),
    ...(usedAt === undefined ? [] : [words.usedOn(formats.day(usedAt))]),
    ...(state === 'open' ? [words.endsOn(formats.day(expiresAt))] : []),
  ];
  return (
    <>
      <div className={styles['what']}>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <Tag tone={state === 'used' ? 'good' : state === 'open' ? 'accent' : 'plain'}>
          {words.state[state] ?? state}
        </Tag>
        <p>{facts.join(' · ')}</p>
      </div>
      {requestId !== undefined && <LinkButton to={`/requests/${requestId}`}>{words.request}</LinkButton>}
      {state === 'open' && (
        <Button aria-label={words.revokeOf(name)} onClick={() => setAsking(true)}>
          {words.revoke}
        </Button>
      )}
      {isAsking && <RevokeDialog name={name} invitation={invitation} onClose={() => setAsking(false)} />}
    </>
  );
}
