import type { ApprovedItem, DataAccess, Preview } from '@parley/protocol';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGateway } from '../../../gateway/gateway.tsx';
import type { PreviewAsked } from '../../../gateway/gateway-client.ts';
import { kept } from '../../../gateway/queries.ts';

/** Where a preview comes from: a request, or a consent. */
export interface PreviewSource {
  /** Its name among the answers that are kept. */
  readonly key: readonly string[];
  load(asked: PreviewAsked): Promise<Preview>;
}

export function useRequestPreview(requestId: string): PreviewSource {
  const gateway = useGateway();
  return useMemo(
    () => ({ key: kept.request(requestId), load: (asked) => gateway.previewRequest(requestId, asked) }),
    [gateway, requestId],
  );
}

interface Asked {
  readonly source: PreviewSource;
  readonly category: string;
  readonly asked: DataAccess;
  readonly approved: DataAccess | undefined;
}

const A_PAGE = 20;

/** What the company would see of a category if all were given, but for whom the data are meant: that is as it is chosen now. */
export function usePreview({ source, category, asked, approved }: Asked) {
  const audience = chosenAudience(asked.filter[category], approved?.filter[category]);
  const { purpose } = asked;
  return useInfiniteQuery({
    queryKey: [...source.key, 'preview', purpose, category, audience],
    queryFn: ({ pageParam: cursor, signal }) =>
      source.load({ ...audience, purpose, category, cursor, limit: A_PAGE, signal }),
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
  readonly source: PreviewSource;
  readonly category: string;
  readonly purpose: string | undefined;
  readonly item: string;
}) {
  const { source, category, purpose, item } = options;
  return useQuery({
    queryKey: [...source.key, 'preview', purpose, category, 'item', item],
    queryFn: async ({ signal }): Promise<ApprovedItem | null> => {
      const which = purpose === undefined ? {} : { purpose };
      const { parts } = await source.load({ ...which, category, item, signal });
      return parts[0]?.items[0] ?? null;
    },
    enabled: purpose !== undefined,
  });
}
