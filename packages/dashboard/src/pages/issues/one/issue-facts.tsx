import type { DataItem } from '@parley/protocol';
import { Card } from '../../../design/card.tsx';
import { type Fact, FactList } from '../../../design/fact-list.tsx';
import { Soft } from '../../../design/stack.tsx';
import { TheirLines } from '../../../design/their-lines.tsx';
import { capital } from '../../../words/capital.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { textOf } from '../issue-category.ts';

interface Props {
  readonly issue: DataItem;
  readonly isWhole: boolean;
}

/** What the person wrote. */
export function IssueFacts({ issue, isWhole }: Props) {
  const { issues } = useWords();
  const words = issues.one;
  const description = textOf(issue, 'description');
  return (
    <Card title={words.details}>
      {description !== undefined && <TheirLines>{description}</TheirLines>}
      {description === undefined && isWhole && <Soft>{words.noDescription}</Soft>}
      <FactList facts={useFacts(issue)} />
    </Card>
  );
}

function useFacts(issue: DataItem): readonly (Fact | undefined)[] {
  const { issues } = useWords();
  const words = issues.one;
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const severity = textOf(issue, 'severity');
  const written = textOf(issue, 'createdAt') ?? '';
  const text = (name: string, label: string) => {
    const value = textOf(issue, name);
    return value === undefined ? undefined : { name: label, value: <TheirLines>{value}</TheirLines> };
  };
  return [
    text('desiredOutcome', words.outcome),
    text('about', words.about),
    severity === undefined ? undefined : { name: words.severity, value: capital(vocabulary.value(severity)) },
    Number.isNaN(Date.parse(written))
      ? undefined
      : { name: words.written, value: formats.dayAndTime(written) },
  ];
}
