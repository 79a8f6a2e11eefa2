import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, isSignedOut } from './problem.ts';

const FRESH_MS = 5_000;
const TRIES = 3;

/** What was read is kept for a moment; what may pass by itself is tried again; an ended sign-in is told. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (fault: unknown) => {
    if (isSignedOut(fault)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (tries, fault) => isPassing(fault) && tries < TRIES,
        // Without a network it is said that there is no answer, in place of waiting for one in silence.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
