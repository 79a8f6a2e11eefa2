import { type Pod, readCategory } from '@parley/pod-client';
import { categories, type DataItem } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { WithPod } from '../../pod/with-pod.tsx';
import { useWords } from '../../words/locale.tsx';

/** What the person keeps in the own pod. */
export function MyDataPage() {
  const { myData } = useWords();
  return (
    <>
      <PageHeader title={myData.title} lead={myData.lead} />
      <WithPod>{(pod) => <Items pod={pod} />}</WithPod>
    </>
  );
}

const SHOWN = ['preferences', 'issues'];

function Items({ pod }: { readonly pod: Pod }) {
  return (
    <Stack>
      {SHOWN.map((name) => (
        <Category key={name} pod={pod} name={name} />
      ))}
    </Stack>
  );
}

function Category({ pod, name }: { readonly pod: Pod; readonly name: string }) {
  const { myData } = useWords();
  const category = categories.get(name);
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['pod', pod.container, name],
    async queryFn({ signal }): Promise<readonly DataItem[]> {
      if (category === undefined) return [];
      const reading = await readCategory({ ...pod, signal }, { category });
      return reading.status === 'read' ? reading.items : [];
    },
  });
  return (
    <Card title={category?.label ?? name}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={3} />}
      {data?.length === 0 && (
        <EmptyState title={myData.anyItems.empty}>{myData.anyItems.emptyText}</EmptyState>
      )}
      <LinkList
        items={(data ?? []).map(({ id, fields }) => ({
          key: id,
          name: String(fields['statement'] ?? fields['title'] ?? id),
        }))}
      />
    </Card>
  );
}
