import type { HonourView } from '@parley/protocol';
import { Soft } from '../../design/stack.tsx';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';

/** What one company says of one thing that the person wants. That it says nothing is said as well. */
export function HonouredLine({ honour: { name, said } }: { readonly honour: HonourView }) {
  const { honoured: words } = useWords();
  const formats = useFormats();
  if (said === undefined)
    return (
      <Soft>
        <bdi>{words.nothing(name)}</bdi>
      </Soft>
    );
  const reason = said.reason === undefined ? undefined : words.reasons[said.reason];
  return (
    <p>
      <bdi>{words.said[said.action](name, formats.day(said.at))}</bdi>
      {reason !== undefined && ` ${reason}.`}
      {said.of === 'earlier' && ` ${words.earlier}`}
    </p>
  );
}
