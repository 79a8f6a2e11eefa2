import { Card } from '../../design/card.tsx';
import { Soft } from '../../design/stack.tsx';
import { useWords } from '../../words/locale.tsx';
import { HonouredLine } from './honoured-line.tsx';
import { useHonours } from './use-honours.ts';

/** Who says what of one preference. Nothing is shown where no company may see it. */
export function HonouredItem({ category, id }: { readonly category: string; readonly id: string }) {
  const { honoured: words } = useWords();
  const { data = [] } = useHonours();
  const own = data.filter((each) => each.category === category && each.itemId === id);
  if (own.length === 0) return null;
  return (
    <Card title={words.title}>
      {own.map((each) => (
        <HonouredLine key={each.consentId} honour={each} />
      ))}
      {own.some(({ said }) => said !== undefined) && <Soft>{words.itsWord}</Soft>}
    </Card>
  );
}
