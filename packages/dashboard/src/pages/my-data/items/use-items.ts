import { isPodError, type Pod, readCategory, readItem, readVendors } from '@parley/pod-client';
import type { DataCategory, DataItem } from '@parley/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';

/** Other apps of the person write the same documents: looked at again while the page is in front, and whenever it comes to the front. */
export const FOLLOWED = { refetchInterval: 15_000, refetchOnWindowFocus: 'always', staleTime: 0 } as const;

/** The names under which what the pod has is kept. */
export const keptPod = {
  category: (pod: Pod, category: DataCategory) => ['pod', pod.container, category.name] as const,
  vendors: (pod: Pod) => ['pod', pod.container, 'vendors.ttl'] as const,
  terms: (pod: Pod) => ['pod', pod.container, 'terms.ttl'] as const,
};

/** What the pod has of a category: its items, and what of it cannot be understood. */
export function useItems(pod: Pod, category: DataCategory) {
  return useQuery({
    queryKey: keptPod.category(pod, category),
    async queryFn({ signal }) {
      const reading = await readCategory({ ...pod, signal }, { category });
      return reading.status === 'read' ? reading : NOTHING;
    },
    ...FOLLOWED,
  });
}

const NOTHING = { items: [], rejected: [] } as const;

/** One item with all that the pod has of it. `null`: there is none. */
export function useItem(pod: Pod, category: DataCategory, id: string) {
  const queries = useQueryClient();
  const key = keptPod.category(pod, category);
  return useQuery({
    queryKey: [...key, id],
    async queryFn({ signal }): Promise<DataItem | null> {
      try {
        return await readItem({ ...pod, signal }, { category, id });
      } catch (fault) {
        if (isPodError(fault) && (fault.code === 'not_found' || fault.code === 'invalid_item')) return null;
        throw fault;
      }
    },
    // The list has all of an item that has no document of its own.
    placeholderData: () =>
      category.itemDocument === undefined
        ? queries.getQueryData<{ items: readonly DataItem[] }>(key)?.items.find((item) => item.id === id)
        : undefined,
    ...FOLLOWED,
    // What an earlier visit saw would be taken for what is there now.
    gcTime: 0,
  });
}

/** The companies and circles that the person keeps. */
export function useKnownVendors(pod: Pod) {
  return useQuery({
    queryKey: keptPod.vendors(pod),
    queryFn: ({ signal }) => readVendors({ ...pod, signal }),
  });
}
