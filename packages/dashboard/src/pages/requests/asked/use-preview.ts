import type { ApprovedItem, DataAccess } from '@parley/protocol';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';

interface Asked {
  readonly requestId: string;
  readonly category: string;
  readonly asked: DataAccess;
  readonly approved: DataAccess | undefined;
}

const A_PAGE = 20;

/** What the company would see of a category if all were given, but for whom the data are meant: that is as it is chosen now. */
export function usePreview({ requestId, category, asked, approved }: Asked) {
  const gateway = useGateway();
  const audience = chosenAudience(asked.filter[category], approved?.filter[category]);
  const { purpose } = asked;
  return useInfiniteQuery({
    queryKey: [...kept.request(requestId), 'preview', purpose, category, audience],
    queryFn: ({ pageParam: cursor, signal }) =>
      gateway.previewRequest(requestId, { ...audience, purpose, category, cursor, limit: A_PAGE, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ parts }) => parts[0]?.nextCursor,
    select: ({ pages }) => pages.flatMap(({ parts }) => parts.flatMap(({ items }) => items)),
  });
}

/** The limit to say in a query, where what is meant for others was asked for and is not chosen. */
function chosenAudience(
  asked: DataAccess['filter'][string] = {},
  approved: DataAccess['filter'][string] = {},
): Readonly<Record<string, string>> {
  const names = Object.keys(asked).filter((name) => asked[name] === 'anyone' && approved[name] !== 'anyone');
  return Object.fromEntries(names.map((name) => [name, 'requester']));
}

/** All of one item, with what a list does not show. */
export function usePreviewItem(options: {
  readonly requestId: string;
  readonly category: string;
  readonly purpose: string | undefined;
  readonly item: string;
}) {
  const { requestId, category, purpose, item } = options;
  const gateway = useGateway();
  return useQuery({
    queryKey: [...kept.request(requestId), 'preview', purpose, category, 'item', item],
    queryFn: async ({ signal }): Promise<ApprovedItem | null> => {
      const which = purpose === undefined ? {} : { purpose };
      const { parts } = await gateway.previewRequest(requestId, { ...which, category, item, signal });
      return parts[0]?.items[0] ?? null;
    },
    enabled: purpose !== undefined,
  });
}
