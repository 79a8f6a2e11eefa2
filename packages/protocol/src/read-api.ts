import { z } from 'zod';
import { ATTACHMENT_MEDIA_TYPES } from './attachment.ts';
import { authorizationDetailsSchema } from './authorization-details.ts';
import { proposals, writers } from './conversation/vendor-message.ts';

/** On each read the vendor states its purpose in this header, as an exact IRI. */
export const PURPOSE_HEADER = 'parley-purpose';

/** The forms of an answer, by media type, the default first. They say the same. */
export const ANSWER_FORMS = ['application/json', 'text/turtle', 'application/ld+json'] as const;
export type AnswerForm = (typeof ANSWER_FORMS)[number];

export const threadMessageSchema = z.object({
  id: z.string(),
  content: z.string(),
  createdAt: z.string(),
  from: z.enum(['owner', 'vendor']),
  proposes: z.enum(proposals).optional(),
  by: z.enum(writers).optional(),
});

export const attachmentSchema = z.object({
  id: z.string(),
  mediaType: z.enum(ATTACHMENT_MEDIA_TYPES),
  size: z.int(),
  name: z.string().optional(),
  createdAt: z.string().optional(),
});

/** One item as a vendor gets it: an opaque id and the approved fields that exist. */
export const approvedItemSchema = z
  .object({ id: z.string() })
  .catchall(
    z.union([z.string(), z.number(), z.boolean(), z.array(threadMessageSchema), z.array(attachmentSchema)]),
  );
export type ApprovedItem = z.output<typeof approvedItemSchema>;

/** A page of items. Without `nextCursor` it was the last one. */
export const approvedPageSchema = z.object({
  items: z.array(approvedItemSchema),
  nextCursor: z.string().optional(),
});
export type ApprovedPage = z.output<typeof approvedPageSchema>;

/** `GET /v1/consent`: where the vendor stands. */
export const vendorConsentViewSchema = z.object({
  consent_id: z.string(),
  consent_version: z.int(),
  status: z.string(),
  until: z.string(),
  authorization_details: authorizationDetailsSchema,
  /** The receipt of this version: keep it, it is the handle for new tokens. */
  receipt: z.string(),
});
export type VendorConsentView = z.output<typeof vendorConsentViewSchema>;

/** The answer to `DELETE /v1/consent`: 200 `done`, or 202 `pending` where the pod does not know yet. */
export const relinquishedSchema = z.object({
  consent_id: z.string(),
  consent_version: z.int(),
  status: z.literal('relinquished'),
  delete_by: z.string().optional(),
  pod: z.enum(['done', 'pending']),
});
export type Relinquished = z.output<typeof relinquishedSchema>;

/** What the token endpoint adds to the RFC 6749 answer. */
export const tokenResponseExtensionSchema = z.object({
  consent_id: z.string(),
  consent_version: z.int(),
  receipt: z.string(),
  /** How far the consent's ledger reaches, signed: see `LedgerHeadClaims`. Absent: nothing is in it yet. */
  ledger_head: z.string().optional(),
});
