import { type Pod, readCategory } from '@parley/pod-client';
import { categories, type DataItem, type KnownVendor } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';

export const keptIssues = (pod: Pod) => ['pod', pod.container, 'issues'] as const;

/** The issues that are for this company by name, as the list has them: without their texts. */
export function useIssuesFor(pod: Pod, { id }: KnownVendor) {
  return useQuery({
    queryKey: keptIssues(pod),
    async queryFn({ signal }): Promise<readonly DataItem[]> {
      const category = categories.get('issues');
      if (category === undefined) return [];
      const reading = await readCategory({ ...pod, signal }, { category });
      return reading.status === 'read' ? reading.items : [];
    },
    select: (items) => items.filter(({ audience }) => audience !== 'everyone' && audience.includes(id)),
  });
}
