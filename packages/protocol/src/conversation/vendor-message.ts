import { z } from 'zod';

/** The `typ` header of what a vendor signs when it writes into an owner's issue. */
export const VENDOR_MESSAGE_TYP = 'parley-message+jwt';

/** On each message: a name that the vendor makes up, so that sending it again adds nothing twice. */
export const IDEMPOTENCY_KEY_HEADER = 'idempotency-key';

/**
 * What a vendor may propose with a message. Only the owner changes the state of an issue: `fixed` asks the owner to look and to
 * close it.
 */
export const proposals = ['acknowledged', 'in-progress', 'answered', 'fixed'] as const;
export type Proposal = (typeof proposals)[number];

/** Who wrote a vendor's message: somebody, or a program on its own. Only the vendor can know; where it does not say, nobody does. */
export const writers = ['person', 'program'] as const;
export type Writer = (typeof writers)[number];

/** In characters. What a person is to read. */
export const MAX_MESSAGE_LENGTH = 10_000;

// Controls but line ends and tabs, halves of characters, direction overrides, embeddings and isolates.
const REARRANGING = /(?![\n\t])\p{Cc}|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Plain text of one or more lines, that turns nothing around it. It is never read as markup. */
export const messageTextSchema = z
  .string()
  .max(MAX_MESSAGE_LENGTH)
  .refine(
    (text) => VISIBLE.test(text) && !REARRANGING.test(text),
    'visible text without control or direction characters',
  );

/** Between 16 and 64 characters of base64url: a UUID is one. */
export const idempotencyKeySchema = z.string().regex(/^[\w-]{16,64}$/);

/** The claims of a vendor's message, signed with a key of the vendor (ES256, header `kid`): who said what, where, and when. */
export const vendorMessageClaimsSchema = z.object({
  /** The vendor's client id. */
  iss: z.string(),
  /** The gateway's origin. */
  aud: z.string(),
  iat: z.int(),
  /** The idempotency key. */
  jti: idempotencyKeySchema,
  consent_id: z.string(),
  /** The issue, by the id that the vendor knows it under. */
  issue: z.string(),
  content: messageTextSchema,
  proposes: z.enum(proposals).optional(),
  by: z.enum(writers).optional(),
});
export type VendorMessageClaims = z.output<typeof vendorMessageClaimsSchema>;

/** The body of `POST /v1/issues/{id}/messages` and of `POST /v1/issues`. */
export const sendMessageRequestSchema = z.strictObject({ message: z.string().min(1).max(60_000) });

/** The answer: 201, or 200 where the same message is there already. */
export const messageSentSchema = z.object({
  /** As the message is called in the thread that the vendor reads. */
  id: z.string(),
  createdAt: z.string(),
});
export type MessageSent = z.output<typeof messageSentSchema>;
