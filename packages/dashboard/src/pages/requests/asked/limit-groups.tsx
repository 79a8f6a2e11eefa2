import type { DataAccess } from '@parley/protocol';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import type { Part } from '../choice/choice.ts';
import type { Choosing } from '../deciding.ts';

interface Props {
  readonly name: string;
  readonly entry: DataAccess;
  readonly deciding: Choosing;
  /** Over what it may see beside what is meant for it. */
  readonly further: string;
}

/** The limits that the company states itself: lists of which each word can be taken out, and whom the data are meant for. */
export function LimitGroups({ name, entry, deciding, further }: Props) {
  const { request: words } = useWords();
  return Object.entries(entry.filter[name] ?? {}).map(([filter, stated]) => {
    if (stated === 'requester') return <Soft key={filter}>{words.onlyForIt}</Soft>;
    if (typeof stated !== 'string')
      return <ValueGroup key={filter} {...{ name, entry, deciding, filter, values: stated }} />;
    const part: Part = { kind: 'anyone', category: name, filter };
    return (
      <ChoiceGroup key={filter} label={further}>
        <ChoiceChip isOn={deciding.isOn(entry, part)} onChange={() => deciding.toggle(entry, part)}>
          {words.anyone}
        </ChoiceChip>
      </ChoiceGroup>
    );
  });
}

interface ValueProps extends Omit<Props, 'further'> {
  readonly filter: string;
  readonly values: readonly string[];
}

function ValueGroup({ name, entry, deciding, filter, values }: ValueProps) {
  const { request: words } = useWords();
  const vocabulary = useVocabulary();
  const part = (value: string): Part => ({ kind: 'value', category: name, filter, value });
  return (
    <>
      <ChoiceGroup label={vocabulary.filter(name, filter)}>
        {values.map((value) => (
          <ChoiceChip
            key={value}
            isOn={deciding.isOn(entry, part(value))}
            onChange={() => deciding.toggle(entry, part(value))}
          >
            <bdi>{plainWords(vocabulary.value(value))}</bdi>
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      {values.every((value) => !deciding.isOn(entry, part(value))) && <Soft>{words.noValue}</Soft>}
    </>
  );
}
