import { type Pod, PodError } from '@parley/pod-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { usePod } from '../../../pod/use-pod.ts';
import { keptKnown } from '../use-known.ts';

/** A change of the person's own companies and circles, and what is said when it is done. */
export type ChangeKnown = (pod: Pod) => Promise<void>;

/** Changes what the person has entered in the pod; then it is read again, also where it went wrong: somebody else may have changed it. */
export function useChangeKnown() {
  const pod = usePod();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: ChangeKnown) => {
      if (pod === undefined) throw new PodError('not_connected');
      await change(pod);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keptKnown(pod) }),
  });
}
