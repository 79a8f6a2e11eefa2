import type { ConsentView } from '@parley/protocol';
import { Card } from '../../design/card.tsx';
import { FactList } from '../../design/fact-list.tsx';
import { Fold } from '../../design/fold.tsx';
import { Soft } from '../../design/stack.tsx';
import { Tag } from '../../design/tag.tsx';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { useVocabulary } from '../../words/use-vocabulary.ts';

type Deletion = NonNullable<ConsentView['deletion']>;

/** What the company may no longer keep, and what it has said about that. */
export function DeletionCard({ consents }: { readonly consents: readonly ConsentView[] }) {
  const { company: words } = useWords();
  const all = consents.flatMap(({ consentId, deletion }) => (deletion ? [{ consentId, deletion }] : []));
  if (all.length === 0) return null;
  const open = all.filter(({ deletion }) => deletion.state !== 'answered');
  const [newest, ...rest] = all.filter(({ deletion }) => deletion.state === 'answered');
  const shown = open.length > 0 || newest === undefined ? open : [newest];
  const earlier = open.length > 0 && newest !== undefined ? [newest, ...rest] : rest;
  return (
    <Card title={words.deletion.title}>
      {shown.map(({ consentId, deletion }) => (
        <OneDeletion key={consentId} deletion={deletion} />
      ))}
      {earlier.length > 0 && (
        <Fold title={words.deletion.earlier}>
          {earlier.map(({ consentId, deletion }) => (
            <OneDeletion key={consentId} deletion={deletion} />
          ))}
        </Fold>
      )}
    </Card>
  );
}

const TONES = { unanswered: 'accent', late: 'bad', answered: 'good' } as const;

function OneDeletion({ deletion }: { readonly deletion: Deletion }) {
  const { company: words } = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  const { state, dueBy, reportedAt, what = [] } = deletion;
  const { outcomes, reasons } = words.deletion;
  const day = formats.day(state === 'answered' ? (reportedAt ?? dueBy) : dueBy);
  return (
    <>
      <p>
        <Tag tone={TONES[state]}>{words.deletion.state[state]}</Tag> {words.deletion[state](day)}
      </p>
      <FactList
        facts={what.map((each) => ({
          name: vocabulary.category(each.category),
          value:
            each.outcome === 'kept' ? `${outcomes.kept}: ${reasons[each.reason]}` : outcomes[each.outcome],
        }))}
      />
      {what.length > 0 && <Soft>{words.deletion.nobodyChecks}</Soft>}
    </>
  );
}
