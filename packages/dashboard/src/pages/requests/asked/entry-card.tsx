import type { DataAccess } from '@parley/protocol';
import { Card } from '../../../design/card.tsx';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { Fold } from '../../../design/fold.tsx';
import { Soft } from '../../../design/stack.tsx';
import { TheirWords } from '../../../design/their-words.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import type { Deciding } from '../deciding.ts';
import { CategoryPart } from './category-part.tsx';
import { Conditions } from './conditions.tsx';

/** One purpose: what for, which data with their values, and on which conditions. */
export function EntryCard({ entry, deciding }: { readonly entry: DataAccess; readonly deciding: Deciding }) {
  const { request: words } = useWords();
  const vocabulary = useVocabulary();
  const further = entry.actions.filter((name) => name !== 'read');
  return (
    <Card title={`${words.why}: ${vocabulary.purpose(entry.purpose)}`}>
      <p>{vocabulary.purposeMeans(entry.purpose)}</p>
      {entry.benefit === undefined ? (
        <Soft>{words.noBenefit}</Soft>
      ) : (
        <p>
          {words.benefit}:{' '}
          <strong>
            <TheirWords>{entry.benefit}</TheirWords>
          </strong>
        </p>
      )}
      <Fold title={words.term}>
        <p>
          <code>{entry.purpose}</code>
        </p>
        <Soft>{words.termText}</Soft>
      </Fold>
      {entry.datatypes.map((name) => (
        <CategoryPart key={name} name={name} entry={entry} deciding={deciding} />
      ))}
      {further.length > 0 && (
        <ChoiceGroup label={words.further}>
          {further.map((name) => (
            <ChoiceChip
              key={name}
              isOn={deciding.isOn(entry, { kind: 'action', name })}
              onChange={() => deciding.toggle(entry, { kind: 'action', name })}
            >
              {words.actions[name] ?? name}
            </ChoiceChip>
          ))}
        </ChoiceGroup>
      )}
      <Conditions entry={entry} deciding={deciding} />
    </Card>
  );
}
