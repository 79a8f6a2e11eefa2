import type { Pod } from '@parley/pod-client';
import { categories, type DataCategory } from '@parley/protocol';
import { LinkButton } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Stack } from '../../../design/stack.tsx';
import { WithPod } from '../../../pod/with-pod.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { NotFoundPage } from '../../not-found-page.tsx';
import { BackToMyData } from '../back-link.tsx';
import { isBroken, PodFault } from '../pod-fault.tsx';
import { categoryWords } from './category-words.ts';
import { ItemList } from './item-list.tsx';
import { RejectedNotice } from './rejected-notice.tsx';
import { useItems } from './use-items.ts';

/** All that the person keeps of one category. */
export function ItemsPage({ name }: { readonly name: string }) {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const category = categories.get(name);
  if (category === undefined) return <NotFoundPage />;
  const words = categoryWords(category, myData, vocabulary);
  return (
    <>
      <BackToMyData />
      <PageHeader title={words.title} lead={words.lead} />
      <WithPod>{(pod) => <Items key={name} pod={pod} category={category} />}</WithPod>
    </>
  );
}

function Items({ pod, category }: { readonly pod: Pod; readonly category: DataCategory }) {
  const { myData } = useWords();
  const words = categoryWords(category, myData, useVocabulary());
  const { data, error, refetch } = useItems(pod, category);
  const add = (
    <LinkButton to={`/my-data/${category.name}/new`} weight="main">
      {words.add}
    </LinkButton>
  );
  if (error !== null && (data === undefined || isBroken(error)))
    return <PodFault fault={error} onRetry={refetch} document={pod.container + category.document} />;
  if (data === undefined) return <Skeleton lines={6} />;
  return (
    <Stack>
      {error !== null && (
        <PodFault fault={error} onRetry={refetch} document={pod.container + category.document} />
      )}
      <RejectedNotice category={category} rejected={data.rejected} />
      {data.items.length === 0 ? (
        <EmptyState title={words.empty} action={add}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <>
          <div>{add}</div>
          <ItemList pod={pod} category={category} items={data.items} />
        </>
      )}
    </Stack>
  );
}
