import type { Pod } from '@parley/pod-client';
import { categories, type DataCategory } from '@parley/protocol';
import { LinkCard, LinkCards } from '../../design/link-card.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { WithPod } from '../../pod/with-pod.tsx';
import { useWords } from '../../words/locale.tsx';
import { useVocabulary } from '../../words/use-vocabulary.ts';
import { InPod } from './in-pod.tsx';
import { categoryWords } from './items/category-words.ts';
import { useItems } from './items/use-items.ts';
import { useTerms } from './terms/use-terms.ts';

/** What the person keeps in the own pod: a card for each category, and one for the terms. */
export function MyDataPage() {
  const { myData } = useWords();
  return (
    <>
      <PageHeader title={myData.title} lead={myData.lead} />
      <WithPod>
        {(pod) => (
          <LinkCards>
            {[...categories.values()].map((category) => (
              <CategoryCard key={category.name} pod={pod} category={category} />
            ))}
            <TermsCard pod={pod} />
          </LinkCards>
        )}
      </WithPod>
    </>
  );
}

function CategoryCard({ pod, category }: { readonly pod: Pod; readonly category: DataCategory }) {
  const { myData } = useWords();
  const words = categoryWords(category, myData, useVocabulary());
  const { data, error, refetch } = useItems(pod, category);
  return (
    <LinkCard
      to={`/my-data/${category.name}`}
      title={words.title}
      aside={
        <InPod fault={error} onRetry={refetch}>
          {data && myData.count(data.items.length)}
        </InPod>
      }
    >
      {myData.overview[category.name] ?? words.lead}
    </LinkCard>
  );
}

function TermsCard({ pod }: { readonly pod: Pod }) {
  const { myData, terms } = useWords();
  const { data, error, refetch } = useTerms(pod);
  const isMalformed = data?.inPod === 'malformed';
  return (
    <LinkCard
      to="/my-data/terms"
      title={terms.title}
      aside={
        <InPod fault={isMalformed ? data.fault : error} onRetry={refetch}>
          {data && (data.inPod === 'none' ? myData.count(0) : myData.termsSet)}
        </InPod>
      }
    >
      {myData.overview['terms']}
    </LinkCard>
  );
}
