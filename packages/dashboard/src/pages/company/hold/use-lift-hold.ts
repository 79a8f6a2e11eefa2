import type { ConsentView } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';

interface Lifting {
  /** All that the hold stops. */
  readonly consents: readonly ConsentView[];
  /** The hold as it was shown: another one is not lifted. */
  readonly heldSince: string;
}

/** Lets a company on hold read again what the person shares with it. */
export function useLiftHold({
  onDone,
  onFault,
}: {
  readonly onDone: () => void;
  readonly onFault: (fault: unknown) => void;
}) {
  const gateway = useGateway();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn({ consents, heldSince }: Lifting) {
      for (const { consentId } of consents) await gateway.liftHold(consentId, heldSince);
    },
    onSuccess: onDone,
    onError: onFault,
    // Also after a fault: it may have changed meanwhile, and some of it may be lifted.
    onSettled: () =>
      Promise.all([kept.consents, kept.ledger].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
