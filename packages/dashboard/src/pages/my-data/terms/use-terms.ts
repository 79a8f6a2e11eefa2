import { type Pod, readTerms, saveTerms } from '@parley/pod-client';
import { NO_TERMS, type StandingTerms } from '@parley/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { FOLLOWED, keptPod } from '../items/use-items.ts';
import { isBroken } from '../pod-fault.tsx';
import { useUndo } from '../use-undo.ts';
import type { TermsInPod } from './terms-draft.ts';

interface TermsReading {
  readonly inPod: TermsInPod;
  /** Why it is malformed. */
  readonly fault?: unknown;
}

/** The person's own terms, as the pod has them. */
export function useTerms(pod: Pod) {
  return useQuery({
    queryKey: keptPod.terms(pod),
    async queryFn({ signal }): Promise<TermsReading> {
      try {
        return { inPod: (await readTerms({ ...pod, signal })) ?? 'none' };
      } catch (fault) {
        if (isBroken(fault)) return { inPod: 'malformed', fault };
        throw fault;
      }
    },
    ...FOLLOWED,
  });
}

interface Saving {
  readonly terms: StandingTerms;
  readonly seen: TermsInPod;
}

/** Lays terms down, if the pod still has what was seen, and says so with a way back. */
export function useSaveTerms(pod: Pod, onSaved: () => void) {
  const queries = useQueryClient();
  const { terms: words } = useWords();
  const queryKey = keptPod.terms(pod);
  const say = useUndo(queryKey);
  const toast = useToast();
  return useMutation({
    mutationFn: ({ terms, seen }: Saving) =>
      saveTerms(pod, { terms, ...(seen === 'none' ? {} : { before: seen }) }),
    async onSuccess(_, { terms, seen }) {
      // What could not be understood is gone for good: it was asked for before.
      if (seen === 'malformed') toast({ text: words.saved });
      else
        say(words.saved, () => saveTerms(pod, { terms: seen === 'none' ? NO_TERMS : seen, before: terms }));
      queries.setQueryData<TermsReading>(queryKey, { inPod: terms });
      onSaved();
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
