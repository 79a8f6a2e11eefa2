import { Router } from 'express';
import { requireVendor } from '../http/require-vendor.ts';
import { isOutsideAddress } from '../http/safe-fetch/outside-address.ts';
import { createSafeFetch } from '../http/safe-fetch.ts';
import { repeat } from '../jobs.ts';
import { webhookKey } from '../secrets/webhook-keys.ts';
import { createEventStreams } from '../vendor-events/event-streams.ts';
import { createEventRoutes } from '../vendor-events/events.routes.ts';
import { createDeliverer } from '../vendor-events/webhook/create-deliverer.ts';
import { createWebhookRoutes } from '../vendor-events/webhook/webhook.routes.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { vendorAuthentication } from './vendor-api.ts';

/** Of an answer that only its status is wanted of. */
const WEBHOOK_ANSWER_MAX_BYTES = 4_096;
const WEBHOOK_TIMEOUT_MS = 15_000;
/** An event leaves within a second of its act. */
const EVENTS_EVERY_MS = 400;
const EXPIRING_EVERY_MS = 10 * 60_000;

/** What vendors are told: the ways in which they hear of it, and the jobs that tell it. */
export function createVendorEventsParts(parts: GatewayParts) {
  const { stores, settings, secrets, pace, metrics, now } = parts;
  const streams = createEventStreams({ events: stores.vendorEvents });
  const asVendor = requireVendor(vendorAuthentication(parts));
  const routes = Router().use(
    createEventRoutes({ asVendor, events: stores.vendorEvents, streams, limits: parts.limits }),
    createWebhookRoutes({
      asVendor,
      webhooks: stores.webhooks,
      events: stores.vendorEvents,
      isAcceptableAddress: (address) => isOutsideAddress(address, settings.localOrigins),
      publicKeyFor: (vendorId) => webhookKey(secrets, vendorId).publicKey,
    }),
  );
  const startJobs = (onFault: (error: unknown) => void): { stop(): Promise<void> } => {
    const deliverer = createDeliverer({
      store: stores.webhooks,
      fetch: createSafeFetch({
        localOrigins: settings.localOrigins,
        maxBytes: WEBHOOK_ANSWER_MAX_BYTES,
        cutsBody: true,
        timeoutMs: pace.webhooks?.timeoutMs ?? WEBHOOK_TIMEOUT_MS,
      }),
      sign: ({ vendorId, eventId: id, body }, timestamp) =>
        webhookKey(secrets, vendorId).sign({ id, timestamp, body }),
      schedule: pace.webhooks?.retrySeconds,
      count: (outcome) => metrics.webhookTries.inc({ outcome }),
      onFault,
      now,
    });
    const round = async (): Promise<void> => {
      await stores.vendorEvents.place();
      await Promise.all([deliverer.round(), streams.look()]);
    };
    const jobs = [
      repeat({ everyMs: EVENTS_EVERY_MS, round, onFault }),
      repeat({ everyMs: EXPIRING_EVERY_MS, round: stores.vendorEvents.addExpiring, onFault }),
    ];
    return {
      async stop() {
        await Promise.all([...jobs.map((job) => job.stop()), deliverer.stop()]);
      },
    };
  };
  return { routes, startJobs, listening: streams.listening, close: streams.close };
}
