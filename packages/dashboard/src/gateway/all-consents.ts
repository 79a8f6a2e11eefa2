import { useEffect } from 'react';
import { useConsents } from './queries.ts';

/** Every consent there is, page after page. `isWhole`: there are no more. */
export function useAllConsents() {
  const { data, error, isPending, hasNextPage, isFetching, isError, fetchNextPage, refetch } = useConsents();
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return { data, error, isPending, refetch, isWhole: data !== undefined && !hasNextPage };
}
