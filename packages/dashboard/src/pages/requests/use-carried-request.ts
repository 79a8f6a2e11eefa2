import type { RequestView } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { useGateway } from '../../gateway/gateway.tsx';
import type { GatewayClient } from '../../gateway/gateway-client.ts';
import { GatewayProblem } from '../../gateway/problem.ts';
import { kept } from '../../gateway/queries.ts';
import { arrivingSecret, keepSecret } from '../../session/carried-request.ts';

/** A request, also one that this tab has just brought: that becomes the person's own with the tab's secret. */
export function useCarriedRequest(requestId: string) {
  const gateway = useGateway();
  return useQuery({
    queryKey: kept.request(requestId),
    queryFn: ({ signal }) => claimOrRead(requestId, { gateway, signal }),
  });
}

async function claimOrRead(
  requestId: string,
  { gateway, signal }: { readonly gateway: GatewayClient; readonly signal: AbortSignal },
): Promise<RequestView> {
  const secret = arrivingSecret();
  if (secret === undefined) return gateway.request(requestId, { signal });
  try {
    const request = await gateway.claim(requestId, secret);
    keepSecret(requestId, secret);
    return request;
  } catch (fault) {
    // The secret belongs to another request, or this one is decided: then it is read as any other.
    if (fault instanceof GatewayProblem && fault.code !== 'offline')
      return gateway.request(requestId, { signal }).catch(() => {
        throw fault;
      });
    throw fault;
  }
}
