import { type Pod, readSettings, saveSettings } from '@parley/pod-client';
import { type OwnerSettings, ownerSettingsSchema } from '@parley/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSignedIn } from '../../../session/session.tsx';
import { useLocale } from '../../../words/locale.tsx';
import { type Choices, settingsWith } from './choices.ts';

/** What the person has chosen, in the own pod. `null`: nothing yet. */
export function useSettings(pod: Pod) {
  return useQuery({
    queryKey: keptAs(pod),
    queryFn: async ({ signal }) => (await readSettings({ ...pod, signal })) ?? null,
  });
}

interface Saving {
  /** What was seen last: if the pod has something else by now, nothing is saved. */
  readonly before: OwnerSettings | null;
  readonly choices: Choices;
}

export function useSaveSettings(pod: Pod) {
  const queries = useQueryClient();
  const { clientId } = useSignedIn();
  const { language } = useLocale();
  return useMutation({
    async mutationFn({ before, choices }: Saving): Promise<OwnerSettings> {
      // Where there are no settings every app may share things. Those that are made now name this one.
      const from = before ?? ownerSettingsSchema.parse({ allowedApps: [clientId] });
      const settings = settingsWith(from, choices, { timeZone: timeZoneHere(), language });
      await saveSettings(pod, { settings, before: before ?? undefined });
      return settings;
    },
    onSuccess: (settings) => queries.setQueryData(keptAs(pod), settings),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keptAs(pod) }),
        queries.invalidateQueries({ queryKey: ['allowed-apps', pod.container] }),
      ]),
  });
}

export const timeZoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const keptAs = (pod: Pod) => ['settings', pod.container];
