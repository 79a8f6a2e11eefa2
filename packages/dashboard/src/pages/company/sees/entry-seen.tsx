import type { ConsentView, DataAccess } from '@parley/protocol';
import { Card } from '../../../design/card.tsx';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { Fold } from '../../../design/fold.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { Conditions } from '../../requests/asked/conditions.tsx';
import type { Choosing } from '../../requests/deciding.ts';
import { CategorySeen } from './category-seen.tsx';

interface Props {
  readonly entry: DataAccess;
  readonly consent: ConsentView;
  readonly choosing: Choosing;
}

/** One purpose: what may be seen for it, and on which conditions. */
export function EntrySeen({ entry, consent, choosing }: Props) {
  const { company: words, request } = useWords();
  const vocabulary = useVocabulary();
  const further = entry.actions.filter((name) => name !== 'read');
  return (
    <Card title={words.sees.title(vocabulary.purpose(entry.purpose))}>
      <p>{vocabulary.purposeMeans(entry.purpose)}</p>
      <Soft>{words.sees.hint}</Soft>
      {entry.datatypes.map((name) => (
        <CategorySeen key={name} name={name} entry={entry} consent={consent} choosing={choosing} />
      ))}
      {further.length > 0 && (
        <ChoiceGroup label={words.sees.further}>
          {further.map((name) => (
            <ChoiceChip
              key={name}
              isOn={choosing.isOn(entry, { kind: 'action', name })}
              onChange={() => choosing.toggle(entry, { kind: 'action', name })}
            >
              {request.actions[name] ?? name}
            </ChoiceChip>
          ))}
        </ChoiceGroup>
      )}
      <Fold title={words.sees.conditions} isOpen={entry.recipients.length > 0}>
        <Conditions entry={entry} deciding={choosing} />
      </Fold>
    </Card>
  );
}
