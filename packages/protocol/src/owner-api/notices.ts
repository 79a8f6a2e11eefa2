import { z } from 'zod';
import { noticeKindSchema } from '../owner-settings.ts';
import { vendorViewSchema } from './vendor-view.ts';

/** What the gateway tells the owner of. It names what it is about, and has none of its content. */
export const noticeViewSchema = z.object({
  noticeId: z.string(),
  kind: noticeKindSchema,
  at: z.string(),
  seen: z.boolean(),
  vendor: vendorViewSchema.optional(),
  consentId: z.string().optional(),
  requestId: z.string().optional(),
  /** Of `message` and `opened`: the issue as it is called in the pod, where the pod says so now. */
  issueId: z.string().optional(),
  /** Of `unusual_read`: what is unusual. */
  unusual: z.enum(['many_reads', 'new_category']).optional(),
});
export type NoticeView = z.output<typeof noticeViewSchema>;

/** `GET /notices`: newest first, for 90 days. Without `nextCursor` it was the last page. */
export const noticeListSchema = z.object({
  notices: z.array(noticeViewSchema),
  /** How many there are that were not seen yet, on all pages. */
  unseen: z.int(),
  nextCursor: z.string().optional(),
});

/** `POST /notices/seen/{digest}`. */
export const noticesSeenRequestSchema = z.strictObject({
  noticeIds: z.array(z.string().min(1).max(100)).min(1).max(200),
});
export const noticesSeenSchema = z.object({ unseen: z.int() });

/** `GET /notices/ways`: how else than in the list this gateway can tell its owners. What an owner wants of it stands in `settings.ttl`. */
export const noticeWaysSchema = z.object({
  /** `publicKey`: the `applicationServerKey` of a browser's subscription. `subscriptions`: how many browsers this owner has here. */
  push: z.object({ publicKey: z.string(), subscriptions: z.int() }),
  /** Whether the operator has set a mail server. */
  mail: z.boolean(),
});

/**
 * `POST /push-subscriptions/{digest}`: a browser's `PushSubscription.toJSON()`. The same one again changes nothing; of more than 10 the
 * oldest is forgotten.
 *
 * @see https://www.w3.org/TR/push-api/#dom-pushsubscriptionjson
 */
export const pushSubscriptionRequestSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  expirationTime: z.number().nullable().optional(),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{87}=?$/, 'a P-256 point in base64url'),
    auth: z.string().regex(/^[\w-]{22}(?:==)?$/, '16 bytes in base64url'),
  }),
});
export type PushSubscriptionRequest = z.output<typeof pushSubscriptionRequestSchema>;
export const pushSubscriptionSchema = z.object({ subscriptionId: z.string() });

/** What a browser's service worker is sent, whatever it is about: the text to show, and the address of the dashboard that it leads to. */
export const pushMessageSchema = z.object({ text: z.string(), dashboard: z.string() });
