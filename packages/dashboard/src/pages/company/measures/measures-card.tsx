import type { Spread } from '@parley/protocol';
import { Card } from '../../../design/card.tsx';
import { FactList } from '../../../design/fact-list.tsx';
import { Fold } from '../../../design/fold.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { Company } from '../company-of.ts';
import { type MeasuredRows, measuredRows } from './measured-rows.ts';
import styles from './measures-card.module.css';
import { SpreadPlot, type WholeSpread } from './spread-plot.tsx';
import { TimesTable } from './times-table.tsx';
import { useElapsed } from './use-elapsed.ts';
import { useMeasures } from './use-measures.ts';

/** How it went with the company: what took how long, and what it kept to. Nothing is shown before there is something to say. */
export function MeasuresCard({ company }: { readonly company: Company }) {
  const { measures: words } = useWords().honoured;
  const formats = useFormats();
  const { consents, conversation } = useMeasures(company);
  const { times, shares, counts } = measuredRows({ ...consents.data, ...conversation.data });
  if (times.length + shares.length + counts.length === 0) return null;
  const number = formats.number;
  const facts = [
    ...shares.map(({ name, share }) => ({
      name: words[name],
      value: words.share(number(share.count), number(share.of)),
    })),
    ...counts.map(({ name, count }) => ({ name: words[name], value: number(count) })),
  ];
  return (
    <Card title={words.title}>
      <Soft>{words.lead}</Soft>
      {conversation.error !== null && <Soft>{words.issuesUnread}</Soft>}
      <Times times={times} />
      <FactList facts={facts} />
      {times.length > 0 && (
        <Fold title={words.table}>
          <TimesTable times={times} />
        </Fold>
      )}
    </Card>
  );
}

function Times({ times }: Pick<MeasuredRows, 'times'>) {
  const { measures: words } = useWords().honoured;
  const formats = useFormats();
  const elapsed = useElapsed();
  const longest = Math.max(0, ...times.map(({ spread }) => spread.greatest ?? 0));
  const said = (spread: Spread) => {
    const count = formats.number(spread.count);
    if (!isSaid(spread)) return words.tooFew(count);
    return `${words.median(elapsed(spread.median), count)}, ${words.range(elapsed(spread.least), elapsed(spread.greatest))}`;
  };
  return (
    <ul className={styles['rows']}>
      {times.map(({ name, spread }) => (
        <li key={name} className={styles['row']}>
          <strong>{words[name]}</strong>
          <span>{said(spread)}</span>
          {isSaid(spread) && (
            <SpreadPlot spread={spread} longest={longest} label={`${words[name]}: ${said(spread)}`} />
          )}
        </li>
      ))}
    </ul>
  );
}

const isSaid = (spread: Spread): spread is WholeSpread => spread.median !== undefined;
