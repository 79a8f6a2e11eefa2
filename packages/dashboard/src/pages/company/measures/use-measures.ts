import { measureConversation } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';
import { usePod } from '../../../pod/use-pod.ts';
import type { Company } from '../company-of.ts';
import { measuredIssues } from './measured-issues.ts';

/** What the gateway measures on index and ledger, and what this browser measures on the pod. */
export function useMeasures({ vendorId, known }: Company) {
  const gateway = useGateway();
  const pod = usePod();
  const consents = useQuery({
    queryKey: [...kept.ledger, 'measures', vendorId],
    queryFn: async ({ signal }) => (await gateway.measures(vendorId, { signal })).measures,
  });
  const conversation = useQuery({
    queryKey: [...kept.ledger, 'measured-issues', vendorId],
    queryFn: async ({ signal }) =>
      measureConversation(
        await measuredIssues({ ...(pod as NonNullable<typeof pod>), signal }, { vendorId, known }),
      ),
    enabled: pod !== undefined,
  });
  return { consents, conversation };
}
