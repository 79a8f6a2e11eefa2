import { type VendorEvent, vendorEventSchema } from '@parley/protocol';
import type { TestVendor } from './test-vendor.ts';

export interface Received {
  readonly event: VendorEvent;
  /** As it came, its body unread. */
  readonly request: Request;
}

/** What comes to a vendor's receiver, in the order in which it came. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers; may be changed. Default: 204. */
  answer: (received: Received) => Response | Promise<Response>;
  /** What was answered with success, of one consent or of all: number and type. */
  told(consentId?: string): string[];
  /** Forgets what came, and answers as by default. */
  reset(): void;
}

export function receiveWebhooks(vendor: Pick<TestVendor, 'origin' | 'receive'>): WebhookReceiver {
  const done: VendorEvent[] = [];
  const succeed = () => new Response(null, { status: 204 });
  const receiver: WebhookReceiver = {
    url: `${vendor.origin}/webhooks`,
    received: [],
    answer: succeed,
    told: (consentId) =>
      done
        .filter(({ data }) => consentId === undefined || data.consent_id === consentId)
        .map(({ type, data }) => `${data.sequence ?? '-'} ${type}`),
    reset() {
      receiver.received.length = 0;
      done.length = 0;
      receiver.answer = succeed;
    },
  };
  vendor.receive = async (request) => {
    const event = vendorEventSchema.parse(await request.clone().json());
    const received = { event, request };
    receiver.received.push(received);
    const response = await receiver.answer(received);
    if (response.ok) done.push(event);
    return response;
  };
  return receiver;
}
