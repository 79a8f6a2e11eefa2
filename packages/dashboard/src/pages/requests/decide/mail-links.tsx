import type { VendorView } from '@parley/protocol';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import styles from './mail-links.module.css';
import { mailTo } from './mail-to.ts';

/** A mail with the question in it, for each address that the company names. Sent by the person's own mail program. */
export function MailLinks({ vendor, question }: { readonly vendor: VendorView; readonly question: string }) {
  const { request: words } = useWords();
  const mails = (vendor.contacts ?? []).flatMap((address) => {
    const href = mailTo(address, { subject: words.asking.subject, body: question });
    return href === undefined ? [] : [{ address, href }];
  });
  if (mails.length === 0) return <Soft>{words.asking.noMail}</Soft>;
  return (
    <ul className={styles['mails']}>
      {mails.map(({ address, href }) => (
        <li key={address}>
          <a href={href}>{words.asking.mail(address)}</a>
        </li>
      ))}
    </ul>
  );
}
