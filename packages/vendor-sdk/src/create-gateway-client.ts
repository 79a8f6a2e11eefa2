import { assertPendingHandle } from './access-request-handle.ts';
import { askWithoutBrowser } from './ask-without-browser.ts';
import { cancelRequest } from './cancel-request.ts';
import { readState } from './consent/read-state.ts';
import { createPendingRequest } from './create-pending-request.ts';
import { followEvents } from './events/follow-events.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import type { AccessRequest, AskOptions, GatewayClient } from './gateway-client.ts';
import type { AskWithoutBrowserOptions, PendingRequest } from './pending-request.ts';
import { findReceipt } from './receipt/save-receipt.ts';
import { verifyReceipt } from './receipt/verify-receipt.ts';
import { redeemCode } from './redeem-code.ts';
import { requestAccess } from './request-access.ts';
import { resumeConsent } from './resume-consent.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

export function createGatewayClient(connection: GatewayConnection): GatewayClient {
  const { origin, settings } = connection;
  function ask(options: AskOptions): Promise<AccessRequest>;
  function ask(options: AskWithoutBrowserOptions): Promise<PendingRequest>;
  function ask(options: AskOptions | AskWithoutBrowserOptions): Promise<AccessRequest | PendingRequest> {
    return options.to === undefined
      ? requestAccess(connection, options)
      : askWithoutBrowser(connection, options);
  }
  return {
    origin,
    async check({ signal } = {}) {
      await connection.metadata(signal);
    },
    ask,
    resumeRequest(handle) {
      assertPendingHandle(handle, origin);
      return createPendingRequest(connection, handle);
    },
    cancel: (handle, { signal } = {}) => cancelRequest(connection, handle, signal),
    exchange: (options) => redeemCode(connection, options),
    resume: (receipt, { signal } = {}) => resumeConsent(connection, { receipt }, signal),
    async resumeSaved(consentId, { signal } = {}) {
      const saved = await findReceipt(settings.store, { gateway: origin, consentId });
      return saved === undefined ? undefined : resumeConsent(connection, saved, signal);
    },
    async status(consent, options = {}) {
      return readState(connection, await consentIdOf(connection, consent, options.signal), options);
    },
    webhooks: createWebhooks(connection),
    events: (options = {}) => followEvents(connection, options),
  };
}

/** An id as it is; a receipt's, once the receipt is verified. */
async function consentIdOf(
  connection: GatewayConnection,
  consent: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (!consent.includes('.')) return consent;
  return (await verifyReceipt(consent, connection, signal)).consent_id;
}
