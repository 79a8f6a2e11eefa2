import { Tag } from '../../../design/tag.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { Company } from '../company.ts';
import { summaryOf } from '../summary.ts';

/** Where one stands with a company, in a word or two. */
export function StandingTag({ company }: { readonly company: Company }) {
  const { companies: words } = useWords();
  const formats = useFormats();
  const { standing, consents } = company;
  if (standing === 'sharing') return <Tag tone="good">{words.standings.sharing}</Tag>;
  if (standing === 'held') return <Tag tone="warn">{words.held}</Tag>;
  if (standing === 'none') return <Tag>{words.entered}</Tag>;
  const status = consents[0]?.status ?? '';
  if (standing === 'ended') return <Tag>{words.status[status] ?? status}</Tag>;
  const resumeAt = summaryOf(company)?.resumeAt;
  return (
    <Tag tone="warn">
      {resumeAt === undefined ? words.standings.paused : words.pausedUntil(formats.day(resumeAt))}
    </Tag>
  );
}
