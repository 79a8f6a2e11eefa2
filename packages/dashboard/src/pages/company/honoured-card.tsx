import type { Pod } from '@parley/pod-client';
import { categories, type DataCategory, type HonourView } from '@parley/protocol';
import { Card } from '../../design/card.tsx';
import { plainWords } from '../../design/plain-words.ts';
import { Soft } from '../../design/stack.tsx';
import { usePod } from '../../pod/use-pod.ts';
import { useWords } from '../../words/locale.tsx';
import { HonouredLine } from '../honoured/honoured-line.tsx';
import { useHonours } from '../honoured/use-honours.ts';
import { titleOf } from '../my-data/items/presentation.ts';
import { useItems } from '../my-data/items/use-items.ts';
import type { Company } from './company-of.ts';

/** What the company says of each preference that it may see. */
export function HonouredCard({ company }: { readonly company: Company }) {
  const pod = usePod();
  const { data = [] } = useHonours(company.vendorId);
  const category = categories.get('preferences');
  if (pod === undefined || category === undefined || data.length === 0) return null;
  return <Shown pod={pod} category={category} honours={data} />;
}

interface Props {
  readonly pod: Pod;
  readonly category: DataCategory;
  readonly honours: readonly HonourView[];
}

function Shown({ pod, category, honours }: Props) {
  const { honoured: words } = useWords();
  const { data } = useItems(pod, category);
  const shown = honours.flatMap((honour) => {
    const item = data?.items.find(({ id }) => id === honour.itemId);
    return item === undefined ? [] : [{ honour, title: plainWords(titleOf(category, item)) }];
  });
  if (shown.length === 0) return null;
  return (
    <Card title={words.companyTitle}>
      {shown.map(({ honour, title }) => (
        <div key={`${honour.consentId} ${honour.itemId}`}>
          <strong>
            <bdi>{title}</bdi>
          </strong>
          <HonouredLine honour={honour} />
        </div>
      ))}
      <Soft>{words.itsWord}</Soft>
    </Card>
  );
}
