import { useQuery } from '@tanstack/react-query';
import { useGateway } from '../../gateway/gateway.tsx';
import { kept } from '../../gateway/queries.ts';

/** What companies say that they did with what the person wants; of one company, or of all. */
export function useHonours(vendor?: string) {
  const gateway = useGateway();
  return useQuery({
    // Each word is an entry of the ledger.
    queryKey: [...kept.ledger, 'honours', vendor],
    queryFn: ({ signal }) => gateway.honours({ vendor, signal }),
  });
}
