import { useInfiniteQuery } from '@tanstack/react-query';
import { entryOf } from '../../../gateway/entry.ts';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';

const A_PAGE = 50;

/** What has happened with one company, the newest first. */
export function useTimeline(vendor: string) {
  const gateway = useGateway();
  return useInfiniteQuery({
    queryKey: [...kept.ledger, 'company', vendor],
    queryFn: ({ pageParam, signal }) => gateway.ledger({ vendor, limit: A_PAGE, cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ entries }) => entries.map(entryOf)),
  });
}
