import { Card } from '../../design/card.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { useAllConsents } from '../../gateway/all-consents.ts';
import { type Formats, useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import type { startEn } from '../../words/start-en.ts';
import { companyPath } from '../company/company-path.ts';
import { companyName } from '../requests/who/company-name.ts';
import { type Advice, adviceOf } from './advice.ts';

const SHOWN = 5;

/** What ends soon, what nobody reads, and what has run for long. Where there is nothing of that, it is not there. */
export function WorthALook() {
  const { start } = useWords();
  const formats = useFormats();
  const { data } = useAllConsents();
  const advice = adviceOf(data ?? [], new Date());
  if (advice.length === 0) return null;
  return (
    <Card title={start.advice}>
      <LinkList
        items={advice.slice(0, SHOWN).map((each) => ({
          key: each.consent.consentId,
          to: companyPath(each.consent.vendor.vendorId),
          name: <bdi>{companyName(each.consent.vendor)}</bdi>,
          aside: adviceWords(each, start, formats),
        }))}
      />
    </Card>
  );
}

function adviceWords({ why, consent }: Advice, words: typeof startEn, formats: Formats): string {
  if (why === 'unread') return words.unread;
  return why === 'ending'
    ? words.ends(formats.day(consent.until))
    : words.review(formats.day(consent.givenAt));
}
