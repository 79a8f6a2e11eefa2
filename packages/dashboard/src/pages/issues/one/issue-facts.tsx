import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { Card } from '../../../design/card.tsx';
import { FactList } from '../../../design/fact-list.tsx';
import { Soft } from '../../../design/stack.tsx';
import { TheirLines } from '../../../design/their-lines.tsx';
import { TheirWords } from '../../../design/their-words.tsx';
import { capital } from '../../../words/capital.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { useAudienceWords } from '../../my-data/items/use-audience-words.ts';
import { changedAt, textOf } from '../issue-category.ts';
import { StateTag } from '../state-tag.tsx';

interface Props {
  readonly issue: DataItem;
  readonly known: ParsedVendors | undefined;
  readonly isWhole: boolean;
}

/** What the person wrote. */
export function IssueFacts({ issue, known, isWhole }: Props) {
  const { issues: words } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const whom = useAudienceWords(known)(issue.audience);
  const word = (name: string) => {
    const value = textOf(issue, name);
    return value && { name: words.one[name as 'kind'], value: capital(vocabulary.value(value)) };
  };
  const line = (name: 'about' | 'desiredOutcome', label: string) => {
    const value = textOf(issue, name);
    return value && { name: label, value: <TheirWords>{value}</TheirWords> };
  };
  const when = (at: string) => (Number.isNaN(Date.parse(at)) ? '–' : formats.dayAndTime(at));
  const description = textOf(issue, 'description');
  const facts = [
    {
      name: words.one.state,
      value: (
        <>
          <StateTag issue={issue} /> {words.changed(when(changedAt(issue)))}
        </>
      ),
    },
    word('kind'),
    word('severity'),
    line('about', words.one.about),
    line('desiredOutcome', words.one.outcome),
    { name: words.one.whom, value: <bdi>{whom}</bdi> },
    { name: words.one.written, value: when(textOf(issue, 'createdAt') ?? '') },
  ];
  return (
    <Card title={words.one.details}>
      {description !== undefined && <TheirLines>{description}</TheirLines>}
      {description === undefined && isWhole && <Soft>{words.one.noDescription}</Soft>}
      <FactList facts={facts.map((fact) => (typeof fact === 'object' ? fact : undefined))} />
    </Card>
  );
}
