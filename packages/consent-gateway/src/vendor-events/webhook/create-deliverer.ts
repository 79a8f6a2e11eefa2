import type { DeliverOptions } from './deliver-webhook.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { retryIn } from './retry-schedule.ts';
import type { Delivery, DeliveryOutcome, WebhookStore } from './webhook-store.ts';

/** At once, of this process; and to one vendor, so that a slow receiver holds up no other. */
export const MOST_DELIVERIES = 32;
export const MOST_DELIVERIES_OF_A_VENDOR = 8;

export interface DelivererOptions extends Omit<DeliverOptions, 'signal'> {
  readonly store: Pick<WebhookStore, 'take' | 'settle'>;
  /** Seconds from one try to the next. Default: `RETRY_SECONDS`. */
  readonly schedule?: readonly number[] | undefined;
  readonly count: (outcome: DeliveryOutcome['outcome'] | 'given_up') => void;
  readonly onFault: (error: unknown) => void;
}

export interface Deliverer {
  /** Begins what is due, as far as there is room, and waits for none of it. To be called several times a second. */
  round(): Promise<void>;
  /** Breaks off what is under way: another process, or the next start, takes it again. */
  stop(): Promise<void>;
}

export function createDeliverer(options: DelivererOptions): Deliverer {
  const ending = new AbortController();
  const { signal } = ending;
  const underWay = new Map<Promise<void>, string>();
  const begin = (delivery: Delivery): void => {
    const running = deliver(delivery, { ...options, signal })
      .catch((fault: unknown) => {
        if (!signal.aborted) options.onFault(fault);
      })
      .finally(() => underWay.delete(running));
    underWay.set(running, delivery.vendorId);
  };
  return {
    async round() {
      const busy = [...underWay.values()];
      const limit = MOST_DELIVERIES - busy.length;
      if (limit <= 0 || signal.aborted) return;
      const ofOneVendor = Math.ceil(MOST_DELIVERIES_OF_A_VENDOR / 2);
      const isFull = (vendorId: string) =>
        busy.filter((each) => each === vendorId).length > MOST_DELIVERIES_OF_A_VENDOR - ofOneVendor;
      const notOf = [...new Set(busy)].filter(isFull);
      for (const delivery of await options.store.take({ limit, ofOneVendor, notOf })) begin(delivery);
    },
    async stop() {
      ending.abort();
      await Promise.all(underWay.keys());
    },
  };
}

async function deliver(
  delivery: Delivery,
  options: DelivererOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const outcome = await deliverWebhook(delivery, options);
  const { retryAfterSeconds } = { retryAfterSeconds: undefined, ...outcome };
  const { schedule } = options;
  const retry = retryIn(delivery.attempts, { retryAfterSeconds, schedule, chance: Math.random() });
  await options.store.settle(delivery, outcome, retry);
  options.count(outcome.outcome === 'failed' && retry === undefined ? 'given_up' : outcome.outcome);
}
