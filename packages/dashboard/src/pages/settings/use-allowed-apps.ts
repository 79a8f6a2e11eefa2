import { type Pod, readAllowedApps, saveAllowedApps } from '@parley/pod-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

/** Which apps may give, extend and resume. `null`: the person has not chosen. */
export function useAllowedApps(pod: Pod) {
  return useQuery({
    queryKey: keptAs(pod),
    queryFn: async ({ signal }) => (await readAllowedApps({ ...pod, signal })) ?? null,
  });
}

/** Keeps the list, if it is still what was seen. */
export function useSaveAllowedApps(pod: Pod, before: readonly string[] | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (apps: readonly string[]) =>
      saveAllowedApps(pod, { apps, ...(before === null ? {} : { before }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: keptAs(pod) }),
  });
}

const keptAs = (pod: Pod) => ['allowed-apps', pod.container];
