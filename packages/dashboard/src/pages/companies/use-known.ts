import { type Pod, readVendors } from '@parley/pod-client';
import { useQuery } from '@tanstack/react-query';
import { usePod } from '../../pod/use-pod.ts';

export const keptKnown = (pod: Pod | undefined) => ['pod', pod?.container, 'vendors'] as const;

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
