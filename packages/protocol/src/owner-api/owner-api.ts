import { z } from 'zod';
import { authorizationDetailsSchema } from '../authorization-details.ts';
import { consentStatuses, requestStatuses } from '../consent-status.ts';
import { instantSchema } from '../instant.ts';
import { chainedEntrySchema } from '../ledger/ledger-entry.ts';
import { assuranceSchema } from '../terms/assurances.ts';
import { deletionStates, reportedCategorySchema } from '../vendor-api/deletion-report.ts';
import { silenceDaysSchema } from './silences.ts';
import { termsViewSchema } from './terms-view.ts';
import { vendorViewSchema } from './vendor-view.ts';

export { activityQuerySchema, activitySchema } from './activity.ts';
export { changeableLists, ownerEventSchema } from './events.ts';
export {
  honourListSchema,
  honoursQuerySchema,
  honourViewSchema,
  measuresQuerySchema,
  vendorMeasuresSchema,
} from './honours.ts';
export {
  createdInvitationSchema,
  createInvitationRequestSchema,
  invitationListSchema,
  invitationViewSchema,
} from './invitations.ts';
export { ledgerQuerySchema } from './ledger-query.ts';
export {
  noticeListSchema,
  noticesSeenRequestSchema,
  noticesSeenSchema,
  noticeViewSchema,
  noticeWaysSchema,
  pushMessageSchema,
  pushSubscriptionRequestSchema,
  pushSubscriptionSchema,
} from './notices.ts';
export { previewSchema } from './preview.ts';
export { silenceListSchema, silenceRequestSchema } from './silences.ts';
export { vendorViewSchema } from './vendor-view.ts';

/** The typed contract between the gateway and the owner's apps, below `/owner/v1`. Acts go to paths that end in the sha-256 of their body. */
const container = z.url().max(500);

/** `POST /connection/challenge`. */
export const connectionChallengeRequestSchema = z.strictObject({ container });
export const connectionChallengeSchema = z.object({ nonce: z.string(), gatewayWebId: z.string() });

/** `PUT /connection`: the gateway reads the nonce back; then the pod is connected. */
export const connectRequestSchema = z.strictObject({ container });
export const connectionSchema = z.object({
  gatewayWebId: z.string(),
  container: z.string().nullable(),
  /**
   * Live consents that were given in another container and are not in this one: vendors' reads are held until the owner's app has copied
   * `consents/` and `ledger/` here.
   */
  consentsElsewhere: z.int(),
});

export const requestViewSchema = z.object({
  requestId: z.string(),
  status: z.enum(requestStatuses),
  vendor: vendorViewSchema,
  /** By a browser that the vendor sent; by the vendor itself while the owner was away; the same with the owner's invitation. */
  cameBy: z.enum(['redirect', 'ciba', 'invitation']),
  /** The vendor's word by which to recognise what it is about. Never of a redirect. */
  bindingMessage: z.string().optional(),
  details: authorizationDetailsSchema,
  /** Of each entry, in order: what the gateway enforces, and what the vendor only promises. */
  assurances: z.array(assuranceSchema),
  ...termsViewSchema.shape,
  askedAt: z.string(),
  expiresAt: z.string(),
});
export type RequestView = z.output<typeof requestViewSchema>;

/** `POST /requests/{id}/claim/{digest}`: the secret whose hash the browser that carries the request has bound. */
export const claimRequestSchema = z.strictObject({ secret: z.string().min(20).max(200) });

/** Needed for a request that a browser carries, as in claim. What came without a browser is the owner's already. */
const secret = claimRequestSchema.shape.secret.optional();

/** `POST /requests/{id}/give/{digest}`. What is approved lies inside what was asked. */
export const giveRequestSchema = z.strictObject({ approved: authorizationDetailsSchema, secret });

/**
 * `POST /requests/{id}/refuse/{digest}`. What was deferred is refused without the browser that carried it. `notAgainDays`: what this vendor
 * asks by itself does not reach the owner for that long.
 */
export const refuseRequestSchema = z.strictObject({ secret, notAgainDays: silenceDaysSchema.optional() });

/**
 * `POST /requests/{id}/defer/{digest}`: decide later. A browser goes back without a consent, and the request stays in the list for 7 days,
 * until the vendor comes back for it; one that came without a browser stays until it expires.
 */
export const deferRequestSchema = z.strictObject({ secret });

/** The answer to give, refuse and defer: where the browser that carries the request goes on, once. */
export const decisionSchema = z.object({
  requestId: z.string(),
  status: z.enum(requestStatuses),
  consentId: z.string().optional(),
  version: z.int().optional(),
  continueUrl: z.string(),
});
export type Decision = z.output<typeof decisionSchema>;

/** The same on the wire: without `continueUrl` where no browser waits. */
export const decidedSchema = decisionSchema.partial({ continueUrl: true });

export const consentViewSchema = z.object({
  consentId: z.string(),
  version: z.int(),
  status: z.enum(consentStatuses),
  vendor: vendorViewSchema,
  details: authorizationDetailsSchema,
  givenAt: z.string(),
  until: z.string(),
  /** Of a pause that ends by itself. */
  resumeAt: z.string().optional(),
  endedAt: z.string().optional(),
  endReason: z.string().optional(),
  /**
   * When something of it was read for the first and the last time, and how often in this calendar month (UTC): each answered page and each
   * 304 once. Null: never. After the loss of a database, as far as the gateway knows.
   */
  firstReadAt: z.string().nullable(),
  lastReadAt: z.string().nullable(),
  readsThisMonth: z.int(),
  /** What the vendor may no longer keep, and what it has said about it. Absent: nothing is due. */
  deletion: z
    .object({
      state: z.enum(deletionStates).exclude(['not_due']),
      /** The first date of what is not answered yet, or of everything where all is. */
      dueBy: z.string(),
      /** How many signed reports came. The rest is of the newest. */
      reports: z.int(),
      reportedAt: z.string().optional(),
      what: z.array(reportedCategorySchema).optional(),
    })
    .optional(),
});
export type ConsentView = z.output<typeof consentViewSchema>;

/** `GET /consents/{id}`: with the copy that both sides have. */
export const consentWithReceiptSchema = consentViewSchema.extend({ receipt: z.string() });

/** `POST /consents/{id}/withdraw/{digest}`. 200 `done`, or 202 `pending` where the pod does not know yet. */
export const withdrawRequestSchema = z.strictObject({ reason: z.string().max(300).optional() });
/** `POST /consents/{id}/pause/{digest}`. Answered as a withdrawal is. Without `resumeAt` it lasts until it is resumed. */
export const pauseRequestSchema = z.strictObject({ resumeAt: instantSchema.optional() });

/** `POST /consents/{id}/narrow/{digest}`: all that stays, inside what is given now. Answered as a withdrawal is. */
export const narrowRequestSchema = z.strictObject({ details: authorizationDetailsSchema });

/** `POST /consents/{id}/extend/{digest}`: a later end, and nothing else. It waits for the pod. Only from apps that the owner has allowed. */
export const extendRequestSchema = z.strictObject({ until: instantSchema });

/** `POST /consents/{id}/resume/{digest}`. It waits for the pod. Only from apps that the owner has allowed. */
export const resumeRequestSchema = z.strictObject({});

/**
 * `POST /consents/{id}/lift-hold/{digest}`: the vendor's hold no longer stops this consent. `heldSince` is `vendor.hold.since` as the owner saw
 * it: another hold that began meanwhile is not lifted. Only from apps that the owner has allowed.
 */
export const liftHoldRequestSchema = z.strictObject({ heldSince: instantSchema });
export const stoppedSchema = z.object({
  stopped: z.literal(true),
  pod: z.enum(['done', 'pending']),
  consent: consentViewSchema,
});

/** The answer where a consent was widened: pod and index both have it. */
export const widenedSchema = z.object({ consent: consentViewSchema });

/** `GET /ledger`: newest first; `blockNumber` is set once the entry is in a block, `inPod` once the block is in the pod. */
export const ledgerPageSchema = z.object({
  entries: z.array(
    chainedEntrySchema.extend({
      sequence: z.int().nullable(),
      blockNumber: z.int().nullable(),
      inPod: z.boolean(),
    }),
  ),
  nextCursor: z.string().optional(),
});
/** `GET /requests` and `/consents`: newest first. Without `nextCursor` it was the last page. */
export const requestListSchema = z.object({
  requests: z.array(requestViewSchema),
  nextCursor: z.string().optional(),
});
export const consentListSchema = z.object({
  consents: z.array(consentViewSchema),
  nextCursor: z.string().optional(),
});
