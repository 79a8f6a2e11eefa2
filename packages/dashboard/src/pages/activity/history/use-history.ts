import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { entryOf } from '../../../gateway/entry.ts';
import { useGateway } from '../../../gateway/gateway.tsx';
import type { LedgerFilter } from '../../../gateway/gateway-client.ts';
import { kept } from '../../../gateway/queries.ts';
import { entriesOf, type HistoryPage, renewed } from './pages.ts';

type Pages = InfiniteData<HistoryPage, string | undefined>;

const PAGE = 100;
const select = ({ pages }: Pages) => entriesOf(pages);

/** What has happened, the newest first. When something new happens only the newest page is read again: the past does not change. */
export function useHistory(filter: LedgerFilter, isEnabled = true) {
  const gateway = useGateway();
  const queryClient = useQueryClient();
  const queryKey = [...kept.ledger, 'history', filter];
  return useInfiniteQuery({
    queryKey,
    async queryFn({ pageParam: cursor, signal }): Promise<HistoryPage> {
      const known = queryClient.getQueryData<Pages>(queryKey);
      const page = known?.pages[known.pageParams.indexOf(cursor)];
      if (cursor !== undefined && page !== undefined) return page;
      const { entries, nextCursor } = await gateway.ledger({ ...filter, cursor, signal, limit: PAGE });
      return renewed({ entries: entries.map(entryOf), nextCursor }, cursor === undefined ? page : undefined);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select,
    enabled: isEnabled,
  });
}
