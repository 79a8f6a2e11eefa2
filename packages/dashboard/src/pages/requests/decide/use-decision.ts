import type { AuthorizationDetails, RequestView } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useGateway } from '../../../gateway/gateway.tsx';
import type { GatewayClient } from '../../../gateway/gateway-client.ts';
import { kept } from '../../../gateway/queries.ts';
import { forgetSecret, secretOf } from '../../../session/carried-request.ts';

export type Decision =
  | { readonly kind: 'give'; readonly approved: AuthorizationDetails }
  | { readonly kind: 'refuse'; readonly notAgainDays?: number }
  | { readonly kind: 'defer' };

/** What came of it. `continueUrl`: where the browser goes on that carries the request. */
export interface Decided {
  readonly decision: Decision;
  readonly consentId?: string | undefined;
  readonly continueUrl?: string | undefined;
}

/** Sends a decision: exactly what is handed in, signed by the browser's proof. */
export function useDecision(request: RequestView, onDecided: (decided: Decided) => void) {
  const gateway = useGateway();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (decision: Decision): Promise<Decided> => ({
      decision,
      ...(await send(decision, { request, gateway })),
    }),
    onSuccess(decided) {
      forgetSecret(request.requestId);
      onDecided(decided);
      if (decided.continueUrl !== undefined) location.assign(decided.continueUrl);
    },
    // Also after a fault: it may have been decided, or taken back, elsewhere.
    onSettled: () =>
      Promise.all(
        [kept.requests, kept.consents, kept.ledger].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

function send(
  decision: Decision,
  { request, gateway }: { readonly request: RequestView; readonly gateway: GatewayClient },
) {
  const { requestId } = request;
  const secret = secretOf(requestId);
  const carried = secret === undefined ? {} : { secret };
  if (decision.kind === 'give') return gateway.give(requestId, { approved: decision.approved, ...carried });
  if (decision.kind === 'defer') return gateway.defer(requestId, carried);
  const { notAgainDays } = decision;
  return gateway.refuse(requestId, { ...carried, ...(notAgainDays === undefined ? {} : { notAgainDays }) });
}
