import { z } from 'zod';
import { instantSchema } from '../instant.ts';
import { vendorEventSchema, vendorEventTypeSchema } from './vendor-event.ts';

/** The headers of Standard Webhooks. @see https://www.standardwebhooks.com */
export const WEBHOOK_HEADERS = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

/** Before an ed25519 public key in base64. */
export const WEBHOOK_KEY_PREFIX = 'whpk_';
/** Before a signature by such a key. */
export const WEBHOOK_SIGNATURE_PREFIX = 'v1a,';

/** `PUT /v1/webhook`: where a vendor wants to be told. */
export const webhookRequestSchema = z.strictObject({
  /** On an origin of the vendor's own: of a redirect URI, or of its client id. */
  url: z.url().max(500),
  /** Default: all. */
  types: z.array(vendorEventTypeSchema).min(1).max(50).optional(),
});
export type WebhookRequest = z.output<typeof webhookRequestSchema>;

/** Why a try failed. The receiver's own words are not kept. */
export const webhookFailures = [
  'refused',
  'gone',
  'redirect_refused',
  'address_refused',
  'timed_out',
  'unreachable',
] as const;
export type WebhookFailure = (typeof webhookFailures)[number];

/** The vendor's endpoint, and how it does. */
export const webhookSchema = z.object({
  url: z.string(),
  types: z.array(vendorEventTypeSchema).optional(),
  /** By which keys deliveries are signed: `whpk_` and the key in base64. */
  public_keys: z.array(z.string()).min(1),
  /** `disabled`: it has answered 410, or its address is not the vendor's any more. Registering it again enables it. */
  state: z.enum(['active', 'disabled']),
  registered_at: instantSchema,
  last_success_at: instantSchema.optional(),
  /** Since the last success. */
  failures: z.int().min(0),
  last_failure: z.enum(webhookFailures).optional(),
  /** Yet to be delivered. */
  waiting: z.int().min(0),
  /** Given up after a day of tries, newest first, at most 50 a page. The next page: `?after=` the last one's id. */
  dead_letters: z.object({ count: z.int().min(0), events: z.array(vendorEventSchema) }),
});
export type Webhook = z.output<typeof webhookSchema>;

/** The answer to `POST /v1/webhook/test`. */
export const webhookTestedSchema = z.object({ event_id: z.string() });
export type WebhookTested = z.output<typeof webhookTestedSchema>;

/** `GET /v1/events?after=`: oldest first. The next page comes after the last one's id. */
export const eventsPageSchema = z.object({
  events: z.array(vendorEventSchema),
  /** There is more to be had at once. */
  has_more: z.boolean(),
});
export type EventsPage = z.output<typeof eventsPageSchema>;

/** `POST /v1/events/replay`: sends again, once more in order. */
export const replayRequestSchema = z.union([
  z.strictObject({ since: instantSchema }),
  z.strictObject({ ids: z.array(z.string().max(100)).min(1).max(100) }),
]);
export type ReplayRequest = z.output<typeof replayRequestSchema>;

export const replayedSchema = z.object({
  /** How many are sent again: at most 1,000 at once. */
  replayed: z.int().min(0),
  /** Where there are more: ask again with it. */
  next_since: instantSchema.optional(),
});
export type Replayed = z.output<typeof replayedSchema>;
