import type { ConsentView } from '@parley/protocol';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import type { Company } from './company-of.ts';

/** In a sentence: what the company may read now, and until when. */
export function Standing({ company: { live, vendor } }: { readonly company: Company }) {
  const { company: words, categories } = useWords();
  const formats = useFormats();
  const given = live.filter(({ status }) => status === 'given');
  const kindsOf = (consents: readonly ConsentView[]) => {
    const names = consents.flatMap(({ details }) => details.flatMap(({ datatypes }) => datatypes));
    return formats.list([...new Set(names)].map((name) => categories[name] ?? name));
  };
  if (live.length === 0) return words.lead.nothing;
  if (vendor?.held === true) return words.lead.held;
  if (given.length === 0) return words.lead.paused(kindsOf(live));
  const last = given.map(({ until }) => until).sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? '';
  return words.lead.given(kindsOf(given), formats.day(last));
}
