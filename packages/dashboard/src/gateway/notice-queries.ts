import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useGateway } from './gateway.tsx';
import { kept } from './queries.ts';

/** What the gateway tells of, the newest first. */
export const useNotices = () => useNoticePages((pages) => pages.flatMap(({ items }) => items));

/** How many there are that were not seen yet. */
export const useUnseen = (): number => useNoticePages((pages) => pages[0]?.unseen ?? 0).data ?? 0;

type Page = Awaited<ReturnType<ReturnType<typeof useGateway>['notices']>>;

function useNoticePages<Picked>(pick: (pages: readonly Page[]) => Picked) {
  const gateway = useGateway();
  return useInfiniteQuery({
    queryKey: kept.notices,
    queryFn: ({ pageParam, signal }) => gateway.notices({ cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pick(pages),
  });
}

/** How else than in the list this gateway can tell the person. */
export function useNoticeWays() {
  const gateway = useGateway();
  return useQuery({ queryKey: kept.noticeWays, queryFn: ({ signal }) => gateway.noticeWays({ signal }) });
}
