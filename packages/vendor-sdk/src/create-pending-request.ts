import type { DPoPHandle } from 'openid-client';
import type { PendingRequestHandle } from './access-request-handle.ts';
import { cancelRequest } from './cancel-request.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import { createSharedCall, type SharedCall } from './http/shared-call.ts';
import { newProof } from './new-proof.ts';
import type { Decision, PendingRequest } from './pending-request.ts';
import { pollForDecision } from './poll-for-decision.ts';
import { type ReceivedConsent, receiveConsent } from './receive-consent.ts';
import { type NoDecision, waitForDecision } from './wait-for-decision.ts';

export function createPendingRequest(
  connection: GatewayConnection,
  handle: PendingRequestHandle,
): PendingRequest {
  const { look, decided } = createLook(connection, handle);
  return {
    handle,
    waitForDecision: ({ signal } = {}) =>
      waitForDecision({ handle, look, now: connection.settings.now, signal }),
    async cancel({ signal } = {}) {
      await cancelRequest(connection, handle, signal);
      decided({ status: 'cancelled' });
    },
  };
}

interface Look {
  readonly look: SharedCall<Decision | NoDecision>;
  readonly decided: (how: Decision) => Decision;
}

/**
 * One look whether it is decided, shared by all who wait. The gateway hands the tokens out once, so what came is kept here: whoever stopped waiting
 * too early, or could not save it, gets it by waiting again.
 */
function createLook(connection: GatewayConnection, handle: PendingRequestHandle): Look {
  let dpop: DPoPHandle | undefined;
  let decision: Decision | undefined;
  let received: ReceivedConsent | undefined;
  const decided = (how: Decision): Decision => {
    decision = how;
    return how;
  };
  const look = createSharedCall<Decision | NoDecision>(async () => {
    if (decision !== undefined) return decision;
    dpop ??= await newProof(connection);
    const polled = received ?? (await pollForDecision(connection, handle, dpop));
    if (polled === 'pending' || polled === 'too_soon') return { status: polled };
    if (typeof polled === 'string') return decided({ status: polled });
    received = polled;
    return decided({ status: 'given', consent: await receiveConsent(connection, polled) });
  });
  return { look, decided };
}
