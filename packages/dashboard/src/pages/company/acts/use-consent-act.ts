import type { ConsentView } from '@parley/protocol';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useGateway } from '../../../gateway/gateway.tsx';
import type { GatewayClient, PageOf } from '../../../gateway/gateway-client.ts';
import { GatewayProblem } from '../../../gateway/problem.ts';
import { kept } from '../../../gateway/queries.ts';
import { type ConsentAct, endingBy } from './consent-act.ts';

/** An act that was done. */
export interface Acted {
  readonly act: ConsentAct;
  readonly before: ConsentView;
  readonly after: ConsentView;
  /** It holds, and the pod does not know yet. */
  readonly isPending: boolean;
}

/** Sends what the person does about one consent: exactly what is handed in, signed by the browser's proof. */
export function useConsentAct({
  onDone,
  onFault,
}: {
  readonly onDone: (acted: Acted) => void;
  readonly onFault: (fault: unknown) => void;
}) {
  const gateway = useGateway();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn({ act, consent }: { readonly act: ConsentAct; readonly consent: ConsentView }) {
      const { consent: after, ...rest } = await send(act, { consent, gateway });
      return { act, before: consent, after, isPending: 'pod' in rest && rest.pod === 'pending' };
    },
    onSuccess(acted) {
      // Whoever looks sees at once how it is now.
      queries.setQueryData<InfiniteData<PageOf<ConsentView>>>(kept.consents, (before) =>
        before === undefined ? before : { ...before, pages: before.pages.map(withNew(acted.after)) },
      );
      onDone(acted);
    },
    onError: onFault,
    // Also after a fault: it may have changed, or ended, elsewhere.
    onSettled: () =>
      Promise.all([kept.consents, kept.ledger].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

const withNew =
  (after: ConsentView) =>
  (page: PageOf<ConsentView>): PageOf<ConsentView> => ({
    ...page,
    items: page.items.map((each) => (each.consentId === after.consentId ? after : each)),
  });

function send(
  act: ConsentAct,
  { consent, gateway }: { readonly consent: ConsentView; readonly gateway: GatewayClient },
) {
  const { consentId, details } = consent;
  if (act.kind === 'withdraw') return gateway.withdraw(consentId);
  if (act.kind === 'pause') return gateway.pause(consentId, act.resumeAt);
  if (act.kind === 'resume') return gateway.resume(consentId);
  if (act.kind === 'extend') return gateway.extend(consentId, act.until).catch(notAsSeen);
  const stays = act.kind === 'narrow' ? act.details : endingBy(details, act.until);
  return gateway.narrow(consentId, stays).catch(notAsSeen);
}

/** What does not fit what there is was chosen from what there was. */
function notAsSeen(fault: unknown): never {
  const isOld =
    fault instanceof GatewayProblem &&
    (fault.code === 'insufficient_authorization' || fault.code === 'invalid_request');
  throw isOld ? new GatewayProblem('conflict', { cause: fault, reference: fault.reference }) : fault;
}
