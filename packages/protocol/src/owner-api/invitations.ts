import { z } from 'zod';
import { instantSchema } from '../instant.ts';
import { plainTextSchema } from '../plain-text.ts';

const vendorId = z.string().min(1).max(200);

/** `open` may still be used; the others never again. */
export const invitationStates = ['open', 'used', 'expired', 'revoked'] as const;

/**
 * `POST /invitations/{digest}`: a link for one vendor, by its client id, or by its site where that is all that the owner knows: then the
 * first vendor that is at home on exactly that host. `expiresAt`: at most 30 days ahead. `note` and `issueId` are for the owner alone.
 */
export const createInvitationRequestSchema = z
  .strictObject({
    vendorId: vendorId.optional(),
    site: z
      .url({ protocol: /^https?$/ })
      .max(200)
      .optional(),
    expiresAt: instantSchema,
    note: plainTextSchema({ max: 200 }).optional(),
    issueId: z.string().min(1).max(200).optional(),
  })
  .refine((asked) => (asked.vendorId === undefined) !== (asked.site === undefined), {
    message: 'exactly one of vendorId and site',
    path: ['vendorId'],
  });

export const invitationViewSchema = z.object({
  invitationId: z.string(),
  state: z.enum(invitationStates),
  /** The vendor that it is for, or that has used it. */
  vendorId: z.string().optional(),
  site: z.string().optional(),
  note: z.string().optional(),
  issueId: z.string().optional(),
  createdAt: z.string(),
  expiresAt: z.string(),
  usedAt: z.string().optional(),
  /** The access request that was made with it. */
  requestId: z.string().optional(),
});
export type InvitationView = z.output<typeof invitationViewSchema>;

/** The answer to the making of one: `link` is shown this once, and is not kept here. */
export const createdInvitationSchema = invitationViewSchema.extend({ link: z.string() });

/** `GET /invitations`: newest first. */
export const invitationListSchema = z.object({ invitations: z.array(invitationViewSchema) });
