import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type VendorEvent, vendorEventSchema } from '@parley/protocol';
import type { TestVendor } from './test-vendor.ts';

export interface Received {
  readonly event: VendorEvent;
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** What comes to a vendor's receiver, in the order in which it came. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers; may be changed. Default: 204. */
  answer: (received: Received, response: ServerResponse) => void;
  /** Of one consent, what was answered with success: type and number. */
  told(consentId: string): string[];
}

export function receiveWebhooks(vendor: Pick<TestVendor, 'origin' | 'receive'>): WebhookReceiver {
  const done: VendorEvent[] = [];
  const receiver: WebhookReceiver = {
    url: `${vendor.origin}/webhooks`,
    received: [],
    answer: (_received, response) => response.writeHead(204).end(),
    told: (consentId) =>
      done
        .filter(({ data }) => data.consent_id === consentId)
        .map(({ type, data }) => `${data.sequence} ${type}`),
  };
  vendor.receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const received: Received = {
      event: vendorEventSchema.parse(JSON.parse(body)),
      path: request.url ?? '',
      body,
      headers: request.headers,
    };
    receiver.received.push(received);
    receiver.answer(received, response);
    if (response.statusCode < 300) done.push(received.event);
  };
  return receiver;
}
