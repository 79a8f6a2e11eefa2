import { z } from 'zod';
import { authorizationDetailsSchema } from '../authorization-details.ts';
import { consentStatuses } from '../consent-status.ts';
import { instantSchema } from '../instant.ts';
import { entryChangeSchema } from './consent-difference.ts';
import { dataDueSchema } from './data-due.ts';
import { deletionStates, takenReportSchema } from './deletion-report.ts';

/** A vendor without a token proves who it is with a client assertion (RFC 7523) in this header; beside it a DPoP proof. */
export const CLIENT_ASSERTION_HEADER = 'parley-client-assertion';

/** By whom or what a consent ended, as far as a vendor is told. */
export const endReasonClasses = ['owner', 'vendor', 'operator', 'end_reached', 'not_picked_up'] as const;
export type EndReasonClass = (typeof endReasonClasses)[number];

/** `GET /v1/consents/{id}`: where a consent stands, for its vendor, also for two years after its end. Never data. */
export const consentStandingSchema = z.object({
  consent_id: z.string(),
  /** The version in force, or of an ended consent the last one. */
  consent_version: z.int().min(1),
  status: z.enum(consentStatuses),
  /** Since when it is in this state. */
  since: instantSchema,
  until: instantSchema,
  /** Of a pause that ends by itself. */
  resumes_at: instantSchema.optional(),
  ended_at: instantSchema.optional(),
  end_reason: z.enum(endReasonClasses).optional(),
  /** The vendor is on hold: nothing is read until the operator lifts that. */
  held: z.boolean(),
  authorization_details: authorizationDetailsSchema,
  /** The receipt of that version. */
  receipt: z.string(),
  /** How far its ledger reaches, signed: see `LedgerHeadClaims`. Absent: nothing is in it yet. */
  ledger_head: z.string().optional(),
  /** Where the vendor has named a version with `since_version`: what became different since, purpose by purpose. */
  changes: z.array(entryChangeSchema).optional(),
  /** What may no longer be kept, and until when. */
  deletions: z.array(dataDueSchema),
  deletion_report: z.object({
    state: z.enum(deletionStates),
    /** The first date of what is not answered yet, or of everything where all is. */
    due_by: instantSchema.optional(),
    /** How many were taken. */
    count: z.int(),
    newest: takenReportSchema.optional(),
  }),
});
export type ConsentStanding = z.output<typeof consentStandingSchema>;

/** The answer to `POST /v1/requests/{request_sha256}/cancel`. */
export const requestCancelledSchema = z.object({
  request_sha256: z.string(),
  status: z.literal('cancelled'),
});
export type RequestCancelled = z.output<typeof requestCancelledSchema>;
