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
import { HonouredItem } from '../../honoured/honoured-item.tsx';
import { NotFoundPage } from '../../not-found-page.tsx';
import { BackLink } from '../back-link.tsx';
import { PodFault } from '../pod-fault.tsx';
import { categoryWords } from './category-words.ts';
import { ItemEditor } from './item-editor.tsx';
import { useItem, useItems } from './use-items.ts';

interface Props {
  readonly name: string;
  /** Absent: a new one. */
  readonly id?: string;
}

/** One item, to be written or changed. */
export function ItemPage({ name, id }: Props) {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const category = categories.get(name);
  if (category === undefined) return <NotFoundPage />;
  const words = categoryWords(category, myData, vocabulary);
  return (
    <>
      <BackLink to={`/my-data/${name}`}>{words.title}</BackLink>
      <PageHeader title={id === undefined ? words.addTitle : words.editTitle} />
      <WithPod>
        {(pod) =>
          id === undefined ? (
            <NewItem key={name} pod={pod} category={category} />
          ) : (
            <Item key={id} pod={pod} category={category} id={id} />
          )
        }
      </WithPod>
    </>
  );
}

interface Shown {
  readonly pod: Pod;
  readonly category: DataCategory;
}

/** A document that cannot be read takes no new item either. */
function NewItem({ pod, category }: Shown) {
  const { data, error, refetch } = useItems(pod, category);
  if (data !== undefined) return <ItemEditor pod={pod} category={category} item={undefined} />;
  if (error === null) return <Skeleton lines={6} />;
  return <PodFault fault={error} onRetry={refetch} document={pod.container + category.document} />;
}

function Item({ pod, category, id }: Shown & { readonly id: string }) {
  const { common, myData } = useWords();
  const { data, error, refetch } = useItem(pod, category, id);
  const fault = error !== null && (
    <PodFault fault={error} onRetry={refetch} document={pod.container + category.document} />
  );
  if (data === undefined) return fault || <Skeleton lines={6} />;
  return (
    <Stack>
      {fault}
      <ItemEditor
        pod={pod}
        category={category}
        id={id}
        item={data ?? undefined}
        whenGone={
          <EmptyState
            title={myData.item.notThere}
            action={<LinkButton to={`/my-data/${category.name}`}>{common.back}</LinkButton>}
          >
            {myData.item.notThereText}
          </EmptyState>
        }
      />
      {category.name === 'preferences' && data !== null && <HonouredItem category={category.name} id={id} />}
    </Stack>
  );
}
