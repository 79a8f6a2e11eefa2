import { type VendorEvent, vendorEventSchema, type Webhook } from '@parley/protocol';
import type { KeptEvent } from '../vendor-events.ts';
import type { WebhookEndpoint } from './webhook-store.ts';

/** What its vendor sees of a webhook. */
export function webhookView(endpoint: WebhookEndpoint, publicKey: string): Webhook {
  const { url, types, registeredAt, disabledAt, lastSuccessAt, failures, lastFailure, waiting } = endpoint;
  const { count, events } = endpoint.deadLetters;
  return {
    url,
    ...(types === undefined ? {} : { types: [...types] }),
    public_keys: [publicKey],
    state: disabledAt === null ? 'active' : 'disabled',
    registered_at: registeredAt.toISOString(),
    ...(lastSuccessAt === null ? {} : { last_success_at: lastSuccessAt.toISOString() }),
    failures,
    ...(lastFailure === null ? {} : { last_failure: lastFailure }),
    waiting,
    dead_letters: { count, events: events.map(eventView) },
  };
}

export const eventView = ({ body }: KeptEvent): VendorEvent => vendorEventSchema.parse(JSON.parse(body));
