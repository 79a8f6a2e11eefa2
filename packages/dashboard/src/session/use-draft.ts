import { useCallback, useState } from 'react';
import { forgetDraft, keepDraft, keptDraft } from './drafts.ts';
import { useSignedIn } from './session.tsx';

interface Draft<T> {
  /** `undefined`: nothing was written yet. */
  readonly draft: T | undefined;
  write(draft: T): void;
  /** It was saved, or is not wanted any more. */
  forget(): void;
}

/** What is being written in a form of this name. It outlives a sign-in that ends, not the tab and not a sign-out. */
export function useDraft<T extends object>(name: string): Draft<T> {
  const { webId } = useSignedIn();
  const [draft, setDraft] = useState(() => keptDraft<T>(name, webId));
  const write = useCallback(
    (next: T) => {
      keepDraft(name, webId, next);
      setDraft(next);
    },
    [name, webId],
  );
  const forget = useCallback(() => {
    forgetDraft(name);
    setDraft(undefined);
  }, [name]);
  return { draft, write, forget };
}
