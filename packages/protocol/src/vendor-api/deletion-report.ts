import { z } from 'zod';
import { digestSchema } from '../consent-receipt.ts';
import { instantSchema } from '../instant.ts';
import type { DataDue } from './data-due.ts';

/** The `typ` header of what a vendor signs about the data of a consent: that it is gone, or why not. */
export const DELETION_REPORT_TYP = 'parley-deletion-report+jwt';
/** The `typ` header of what the gateway's record key signs when it has taken a report: the place of the report in the consent's chain. */
export const REPORT_RECEIVED_TYP = 'parley-report-received+jwt';

/** Why something was kept after its date. */
export const keepingReasons = [
  /** A law demands it. */
  'legal_obligation',
  /** It is needed for a claim at law. */
  'legal_claims',
  /** Another live consent, or another purpose of this one, covers it. */
  'other_consent',
  /** The owner has agreed to it when the consent was given. */
  'as_agreed',
] as const;
export type KeepingReason = (typeof keepingReasons)[number];

/** What became of one category. */
export const reportedCategorySchema = z.discriminatedUnion('outcome', [
  z.strictObject({ category: z.string().max(64), outcome: z.enum(['deleted', 'deidentified']) }),
  z.strictObject({
    category: z.string().max(64),
    outcome: z.literal('kept'),
    reason: z.enum(keepingReasons),
  }),
]);
export type ReportedCategory = z.output<typeof reportedCategorySchema>;

/** The claims of a deletion report, signed with a key of the vendor (ES256, header `kid`). */
export const deletionReportClaimsSchema = z.object({
  /** The vendor's client id. */
  iss: z.string(),
  /** The gateway's origin. */
  aud: z.string(),
  iat: z.int(),
  jti: z.string().min(1).max(100),
  consent_id: z.string(),
  /** When all of it was done. */
  deleted_at: instantSchema,
  /**
   * It answers for what was lost up to then: the latest `lost_at` that its vendor was told before it deleted. What is lost while the report
   * is on its way needs another one. Not in the first reports that there were.
   */
  lost_until: instantSchema.optional(),
  /** Each category of which something is due, once. */
  what: z
    .array(reportedCategorySchema)
    .min(1)
    .max(32)
    .refine((list) => new Set(list.map(({ category }) => category)).size === list.length, 'a category twice'),
});
export type DeletionReportClaims = z.output<typeof deletionReportClaimsSchema>;

/** The body of `POST /v1/consents/{id}/deletion-report`. */
export const deletionReportRequestSchema = z.strictObject({ report: z.string().min(1).max(16_000) });

/** The claims of the gateway's word for a report: it stands in the consent's file in the pod, and the vendor holds the same. */
export const reportReceivedClaimsSchema = z.object({
  iss: z.url(),
  iat: z.int(),
  jti: z.uuid(),
  consent_id: z.string(),
  consent_version: z.int().min(1),
  /** When it was taken. */
  at: instantSchema,
  /** The vendor's report, as it came. */
  report: z.string(),
  /** sha-256 of the JWS before it in the consent's chain. */
  previous: digestSchema,
});
export type ReportReceivedClaims = z.output<typeof reportReceivedClaimsSchema>;

/** One report that was taken. */
export const takenReportSchema = z.object({
  /** sha-256 of the report: the same report again is the same. */
  report_sha256: digestSchema,
  received_at: instantSchema,
  /** The gateway's word for it, a JWS by the record key: keep it. */
  acknowledgement: z.string(),
});
export type TakenReport = z.output<typeof takenReportSchema>;

/** The answer to a report: 201, or 200 where it was taken before. `pending`: the pod does not know yet. */
export const deletionReportedSchema = takenReportSchema.extend({
  consent_id: z.string(),
  pod: z.enum(['done', 'pending']),
});
export type DeletionReported = z.output<typeof deletionReportedSchema>;

/** `not_due`: nothing was lost. `unanswered`, `late`: a report is awaited, its date is yet to come or over. */
export const deletionStates = ['not_due', 'unanswered', 'late', 'answered'] as const;
export type DeletionState = (typeof deletionStates)[number];

/** Up to when a report answers for what was lost. One that does not say so answers for all that was lost before it came. */
export const answeredUntil = (
  { lost_until: lostUntil }: Pick<DeletionReportClaims, 'lost_until'>,
  receivedAt: Date,
): Date => (lostUntil === undefined ? receivedAt : new Date(lostUntil));

/**
 * Whether a vendor has said what it did with all that is due. What was lost after what its report answers for needs another one.
 *
 * @param at - `answered`: up to when the newest report answers, see `answeredUntil`; `now`
 * @returns `dueBy`: the first date of what is not answered, or of everything where all is
 */
export function deletionStateOf(
  dues: readonly DataDue[],
  { answered, now }: { readonly answered?: Date | undefined; readonly now: Date },
): { readonly state: DeletionState; readonly dueBy: Date | undefined } {
  const open = dues.filter((each) => answered === undefined || Date.parse(each.lost_at) > answered.getTime());
  const dates = (open.length === 0 ? dues : open).map((each) => Date.parse(each.delete_by));
  if (dates.length === 0) return { state: 'not_due', dueBy: undefined };
  const dueBy = new Date(Math.min(...dates));
  if (open.length === 0) return { state: 'answered', dueBy };
  return { state: dueBy < now ? 'late' : 'unanswered', dueBy };
}
