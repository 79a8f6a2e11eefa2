import { FactList } from '../../../design/fact-list.tsx';
import { Soft } from '../../../design/stack.tsx';
import { TheirWords } from '../../../design/their-words.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import type { Company } from '../company.ts';
import { type Summary, summaryOf } from '../summary.ts';

/** What a company may see, what for, since when, and what it did with it. */
export function CompanyFacts({ company }: { readonly company: Company }) {
  const { companies: words } = useWords();
  const summary = summaryOf(company);
  if (summary === undefined) return <Soft>{words.reading}</Soft>;
  return <Facts summary={summary} />;
}

function Facts({ summary }: { readonly summary: Summary }) {
  const { categories, companies, request } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const words = companies.facts;
  const { isOver, actions, recipients } = summary;
  const seen = summary.categories.map(([name, details]) =>
    words.category(categories[name] ?? vocabulary.category(name), details),
  );
  const [from, to] = [formats.day(summary.since), formats.day(summary.until)];
  return (
    <FactList
      facts={[
        { name: isOver ? words.saw : words.sees, value: formats.list(seen) },
        actions.length === 0 || isOver
          ? undefined
          : { name: words.also, value: formats.list(actions.map((each) => request.actions[each] ?? each)) },
        { name: words.purpose, value: formats.list(summary.purposes.map(vocabulary.purpose)) },
        { name: words.shared, value: isOver ? words.was(from, to) : words.span(from, to) },
        { name: words.reads, value: <Reads summary={summary} /> },
        {
          name: words.passes,
          value:
            recipients.length === 0 ? (
              words.nobody
            ) : (
              <TheirWords most={160}>{formats.list(recipients)}</TheirWords>
            ),
        },
      ]}
    />
  );
}

function Reads({ summary: { lastReadAt, readsThisMonth } }: { readonly summary: Summary }) {
  const { companies } = useWords();
  const formats = useFormats();
  const words = companies.facts;
  if (lastReadAt === undefined) return words.never;
  const last = words.last(formats.dayAndTime(lastReadAt));
  return readsThisMonth === 0 ? last : `${last} · ${words.thisMonth(formats.number(readsThisMonth))}`;
}
