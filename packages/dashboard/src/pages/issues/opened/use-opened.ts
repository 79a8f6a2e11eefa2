import { dismissOpening, openedAddress, type Pod, readOpened, saveMuted } from '@parley/pod-client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useWatch } from '../../../pod/use-watch.ts';
import { keptPod } from '../../my-data/items/use-items.ts';
import { issueCategory } from '../issue-category.ts';
import { useIssuesChanged } from '../use-issues.ts';

/** What companies have begun, and what is muted. `null`: the pod has no place for it. */
export function useOpened(pod: Pod) {
  useWatch(pod, [openedAddress(issueCategory, pod.container)], useIssuesChanged(pod));
  return useQuery({
    queryKey: [...keptPod.category(pod, issueCategory), 'opened'],
    queryFn: async ({ signal }) =>
      (await readOpened({ ...pod, signal }, { category: issueCategory })) ?? null,
  });
}

export function useDismiss(pod: Pod, onDone: () => void) {
  return useMutation({
    mutationFn: (id: string) => dismissOpening(pod, { category: issueCategory, id }),
    onSuccess: onDone,
    onSettled: useIssuesChanged(pod),
  });
}

/** Mutes a company or an issue, or lets it be heard again. */
export function useMute(pod: Pod, onDone: (isMuted: boolean) => void = () => undefined) {
  return useMutation({
    mutationFn: (what: Omit<Parameters<typeof saveMuted>[1], 'category'>) =>
      saveMuted(pod, { category: issueCategory, ...what }),
    onSuccess: (_, { isMuted }) => onDone(isMuted),
    onSettled: useIssuesChanged(pod),
  });
}
