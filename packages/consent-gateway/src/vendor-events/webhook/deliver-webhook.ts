// One try to tell a vendor of one event. In: the event, signed for its receiver. Out: what came of it; never a word of the answer.
import { WEBHOOK_HEADERS, type WebhookFailure } from '@parley/protocol';
import { isOnOwnOrigin } from './own-origin.ts';
import type { Delivery, DeliveryOutcome } from './webhook-store.ts';

export interface DeliverOptions {
  /** Guarded: no private address, no redirect, cut off in time. What is thrown has a `code`. */
  readonly fetch: typeof fetch;
  readonly sign: (delivery: Delivery, timestamp: number) => string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

const GONE = 410;

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export async function deliverWebhook(delivery: Delivery, options: DeliverOptions): Promise<DeliveryOutcome> {
  // What was its own when it was registered may have been sold since.
  if (!isOnOwnOrigin(delivery.url, delivery)) return { outcome: 'gone', failure: 'address_refused' };
  const timestamp = Math.floor(options.now().getTime() / 1000);
  try {
    const { status, headers } = await options.fetch(delivery.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Parley',
        [WEBHOOK_HEADERS.id]: delivery.eventId,
        [WEBHOOK_HEADERS.timestamp]: String(timestamp),
        [WEBHOOK_HEADERS.signature]: options.sign(delivery, timestamp),
      },
      body: delivery.body,
      signal: options.signal,
    });
    if (status >= 200 && status < 300) return { outcome: 'delivered' };
    if (status === GONE) return { outcome: 'gone', failure: 'gone' };
    return { outcome: 'failed', failure: 'refused', ...retryAfterOf(headers, options.now()) };
  } catch (fault) {
    if (options.signal.aborted) throw fault;
    return { outcome: 'failed', failure: failureOf(fault) };
  }
}

/** Seconds or a date (RFC 9110). What is neither is not heard. */
function retryAfterOf(headers: Headers, now: Date): { retryAfterSeconds?: number } {
  const text = headers.get('retry-after') ?? '';
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {};
}

const CODES: ReadonlySet<WebhookFailure> = new Set(['redirect_refused', 'address_refused', 'timed_out']);

function failureOf(fault: unknown): WebhookFailure {
  const code = fault instanceof Error && 'code' in fault ? (fault.code as WebhookFailure) : 'unreachable';
  return CODES.has(code) ? code : 'unreachable';
}
