import { openPod, type Pod } from '@parley/pod-client';
import { useMemo } from 'react';
import { useConnection } from '../gateway/queries.ts';
import { useSignedIn } from '../session/session.tsx';

/** The person's Parley container, with the person's own authority. `undefined`: not connected, or not known yet. */
export function usePod(): Pod | undefined {
  const { webId, fetch } = useSignedIn();
  const container = useConnection().data?.container;
  return useMemo(
    () => (typeof container === 'string' ? openPod({ container, webId, fetch }) : undefined),
    [container, webId, fetch],
  );
}
