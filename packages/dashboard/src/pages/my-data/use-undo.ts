import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../design/toast.tsx';
import { useWords } from '../../words/locale.tsx';

/** Says that something was written into the pod, with a way back: `say(text, back)`. */
export function useUndo(queryKey: QueryKey): (text: string, back: () => Promise<unknown>) => void {
  const queries = useQueryClient();
  const toast = useToast();
  const { myData } = useWords();
  return (text, back) =>
    toast({
      text,
      undo() {
        const told = back().then(
          () => toast({ text: myData.item.undone }),
          () => toast({ text: myData.item.undoFailed }),
        );
        void told.then(() => queries.invalidateQueries({ queryKey }));
      },
    });
}
