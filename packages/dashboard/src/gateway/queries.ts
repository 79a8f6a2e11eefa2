import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { entryOf } from './entry.ts';
import { useGateway } from './gateway.tsx';

/** The names under which answers are kept, so that an act can say which of them it made old. */
export const kept = {
  connection: ['connection'] as const,
  requests: ['requests'] as const,
  request: (requestId: string) => ['requests', requestId] as const,
  consents: ['consents'] as const,
  consent: (consentId: string) => ['consents', consentId] as const,
  invitations: ['invitations'] as const,
  ledger: ['ledger'] as const,
  notices: ['notices'] as const,
  noticeWays: ['notice-ways'] as const,
  /** What the pod has, whichever container it is: a company has written there. */
  issues: ['pod'] as const,
};

/** Whether and where the pod is connected. */
export function useConnection() {
  const gateway = useGateway();
  return useQuery({ queryKey: kept.connection, queryFn: ({ signal }) => gateway.connection({ signal }) });
}

/** A company may ask at any moment: looked for again and again while the page is in front. */
const LOOK_AGAIN_MS = 30_000;

export function useRequests() {
  const gateway = useGateway();
  return useInfiniteQuery({
    queryKey: kept.requests,
    queryFn: ({ pageParam, signal }) => gateway.requests({ cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useConsents() {
  const gateway = useGateway();
  return useInfiniteQuery({
    queryKey: kept.consents,
    queryFn: ({ pageParam, signal }) => gateway.consents({ cursor: pageParam, signal, limit: 200 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** `consent`: only what belongs to that one. */
export function useLedger(asked: { readonly consent?: string; readonly limit?: number } = {}) {
  const gateway = useGateway();
  return useInfiniteQuery({
    queryKey: [...kept.ledger, asked],
    queryFn: ({ pageParam, signal }) => gateway.ledger({ ...asked, cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ entries }) => entries.map(entryOf)),
  });
}
