import { newId, type VendorEvent, type VendorEventType, WEBHOOK_HEADERS } from '@parley/protocol';

// Of RFC 8032, known to everybody: what it signs proves nothing outside a test.
const TEST_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
} as const;

/** By which `signTestWebhook` and the fake gateway sign. */
export const TEST_WEBHOOK_PUBLIC_KEY = 'whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';

export interface TestWebhook {
  readonly type: VendorEventType;
  readonly data?: VendorEvent['data'];
  readonly id?: string;
  /** When it was signed. Default: now. */
  readonly at?: Date;
  /** Default: when it was signed. */
  readonly happenedAt?: Date;
  /** Where it is sent. Default: `https://vendor.example/webhooks`. */
  readonly url?: string;
}

/**
 * A delivery as a gateway sends it, for the tests of a receiver that knows `TEST_WEBHOOK_PUBLIC_KEY`.
 *
 * @example
 * ```ts
 * import { createWebhookHandler } from '@parley/vendor-sdk';
 * import { signTestWebhook, TEST_WEBHOOK_PUBLIC_KEY } from '@parley/vendor-sdk/testing';
 *
 * const handle = createWebhookHandler({ publicKeys: [TEST_WEBHOOK_PUBLIC_KEY], onEvent: console.log });
 * const delivery = await signTestWebhook({ type: 'consent.withdrawn', data: { consent_id: 'consent_1', sequence: 2 } });
 * console.log((await handle(delivery)).status); // 204
 * ```
 */
export async function signTestWebhook(webhook: TestWebhook): Promise<Request> {
  const { type, data = {}, id = newId('event'), at = new Date(), happenedAt = at } = webhook;
  const event: VendorEvent = { id, type, timestamp: happenedAt.toISOString(), data };
  return signedDelivery(event, { url: webhook.url ?? 'https://vendor.example/webhooks', at });
}

/** An event, signed and addressed. */
export async function signedDelivery(
  event: VendorEvent,
  { url, at }: { readonly url: string; readonly at: Date },
): Promise<Request> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = await crypto.subtle.importKey('jwk', TEST_KEY, 'Ed25519', false, ['sign']);
  const signed = new TextEncoder().encode(`${event.id}.${timestamp}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', key, signed));
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [WEBHOOK_HEADERS.id]: event.id,
      [WEBHOOK_HEADERS.timestamp]: timestamp,
      [WEBHOOK_HEADERS.signature]: `v1a,${btoa(String.fromCharCode(...signature))}`,
    },
    body,
  });
}
