import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { addressOf, type Filter, filterIn } from './filter.ts';

/** What the address says that the person wants to see, and a way to say something else. Going back leaves the page. */
export function useFilter(): readonly [Filter, (filter: Filter) => void] {
  const [address, setAddress] = useSearchParams();
  const filter = useMemo(() => filterIn(address), [address]);
  return [filter, (next) => setAddress(addressOf(next), { replace: true })];
}
