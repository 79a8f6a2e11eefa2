import { type Pod, readVendors } from '@parley/pod-client';
import { useQuery } from '@tanstack/react-query';
import { usePod } from '../../pod/use-pod.ts';
import { keptPod } from '../my-data/items/use-items.ts';

/** The same name as for everybody who reads them. */
export const keptKnown = (pod: Pod | undefined) =>
  pod === undefined ? (['pod', 'none'] as const) : keptPod.vendors(pod);

/** The companies and circles that the person has entered. Nothing as long as no pod is connected. */
export function useKnown() {
  const pod = usePod();
  return useQuery({
    queryKey: keptKnown(pod),
    enabled: pod !== undefined,
    // What is shown beside a fault asks for the same: it must not begin it all again.
    retryOnMount: false,
    queryFn: async ({ signal }) => readVendors({ ...(pod as Pod), signal }),
  });
}
