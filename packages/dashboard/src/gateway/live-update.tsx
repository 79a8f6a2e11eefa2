import type { ChangeableList } from '@parley/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useConfiguration } from '../configuration.tsx';
import { useSession, useSignedIn } from '../session/session.tsx';
import { followChanges } from './follow-changes.ts';
import { kept } from './queries.ts';

const EVERY_LIST = [kept.requests, kept.consents, kept.ledger, kept.notices];

/**
 * What happens is seen without a reload, as long as somebody can see the page: the kept answers that it made old are asked for again. Where
 * it does not work, they are asked for when the page comes to the front.
 */
export function LiveUpdate() {
  const { gateway } = useConfiguration();
  const { fetch } = useSignedIn();
  const { hasEnded } = useSession();
  const queries = useQueryClient();
  useEffect(() => {
    if (hasEnded) return;
    let stopping = new AbortController();
    const readAgain = (keys: readonly (readonly string[])[], cancelRefetch: boolean) => {
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey }, { cancelRefetch });
    };
    const follow = () => {
      stopping.abort();
      stopping = new AbortController();
      if (document.hidden) return;
      void followChanges({
        gateway,
        fetch,
        signal: stopping.signal,
        // What is on its way just now is new enough.
        onOpen: () => readAgain(EVERY_LIST, false),
        onChanged: (lists: readonly ChangeableList[]) =>
          readAgain(
            lists.map((list) => kept[list]),
            true,
          ),
      });
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('online', follow);
    return () => {
      window.removeEventListener('online', follow);
      document.removeEventListener('visibilitychange', follow);
      stopping.abort();
    };
  }, [gateway, fetch, hasEnded, queries]);
  return null;
}
