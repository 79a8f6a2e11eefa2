// Where the gateway tells that something happened. What it was about is written down, and looked at after the answer.

import { createNodeWebhookHandler, type GatewayClient, type NodeWebhookHandler } from '@parley/vendor-sdk';
import type { CopyDatabase } from '../copy/open-copy-database.ts';
import type { Standings } from '../copy/standings.ts';
import { createSeenEvents } from './seen-events.ts';

export const WEBHOOK_PATH = '/webhooks/parley';

/** After these nothing is shown until it was looked at. */
const CLOSING = new Set([
  'consent.paused',
  'consent.withdrawn',
  'consent.expired',
  'consent.revoked',
  'consent.relinquished',
]);

export interface Receiver {
  readonly handle: NodeWebhookHandler;
  /** Has the gateway tell of everything. Once it has said yes, doing it again asks nothing. */
  register(signal: AbortSignal): Promise<void>;
}

export function createReceiver(options: {
  readonly gateway: GatewayClient;
  readonly origin: string;
  readonly database: CopyDatabase;
  readonly standings: Standings;
  /** There is something to look at. */
  readonly onTold: (consentId: string) => void;
}): Receiver {
  const { gateway, database, standings, onTold } = options;
  let publicKeys: readonly string[] | undefined;
  const register = async (signal?: AbortSignal): Promise<readonly string[]> => {
    const url = `${options.origin}${WEBHOOK_PATH}`;
    publicKeys ??= (await gateway.webhooks.register({ url, ...(signal && { signal }) })).publicKeys;
    return publicKeys;
  };
  return {
    handle: createNodeWebhookHandler({
      // A delivery may be there before this process has asked for the keys.
      publicKeys: () => register(),
      seen: createSeenEvents(database),
      async onEvent({ type, data: { consent_id: consentId } }) {
        if (consentId === undefined) return;
        await standings.tell(consentId, { closes: CLOSING.has(type) });
        onTold(consentId);
      },
    }),
    register: async (signal) => void (await register(signal)),
  };
}
