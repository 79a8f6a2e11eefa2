import { useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../../design/toast.tsx';
import { problemWords } from '../../../gateway/problem-words.ts';
import { usePod } from '../../../pod/use-pod.ts';
import { useWords } from '../../../words/locale.tsx';
import { keptKnown } from '../use-known.ts';
import type { ChangeKnown } from './use-change-known.ts';

/** Takes a change back from where it was said, also when one has left the page: what comes of it is said there too. */
export function useUndo(): (change: ChangeKnown, text: string) => Promise<void> {
  const pod = usePod();
  const queries = useQueryClient();
  const say = useToast();
  const { problems } = useWords();
  return async (change, text) => {
    if (pod === undefined) return;
    await change(pod).then(
      () => say({ text }),
      (fault: unknown) => say({ text: problemWords(fault, problems) }),
    );
    await queries.invalidateQueries({ queryKey: keptKnown(pod) });
  };
}
