import { z } from 'zod';
import { authorizationDetailsSchema } from './authorization-details.ts';
import { consentStatuses } from './consent-status.ts';
import { instantSchema } from './instant.ts';

/** The `typ` headers of what the gateway's record key signs. A signature for one kind never counts as another. */
export const RECEIPT_TYP = 'parley-receipt+jwt';
export const CONSENT_EVENT_TYP = 'parley-consent-event+jwt';
export const BLOCK_TYP = 'parley-block+jwt';

/** A sha-256 in base64url. */
export const digestSchema = z.string().regex(/^[\w-]{43}$/);

/**
 * The claims of a consent receipt: one version of a consent, signed by the gateway's record key, with the vendor's own signed
 * request inside, so that both sides hold the same proof. It names the owner only by the vendor's pairwise subject.
 */
export const receiptClaimsSchema = z.object({
  /** The gateway's origin. */
  iss: z.url(),
  /** The vendor's client id. */
  aud: z.string(),
  /** The pairwise subject. */
  sub: z.string(),
  iat: z.int(),
  /** The record's identifier (UUID). */
  jti: z.uuid(),
  consent_id: z.string(),
  consent_version: z.int().min(1),
  /** sha-256 of the JWS of the version before; null for the first. */
  previous: digestSchema.nullable(),
  /** sha-256 of the JWS before it in the pod's file, which may be an event: the chain has no gap there. Not in the first. */
  previous_statement: digestSchema.optional(),
  /** The state in which this version begins: one that was narrowed while paused stays paused. Default: `given`. */
  status: z.enum(['given', 'paused']).optional(),
  /** When the vendor asked: what `lookback` counts from. Default: not known. */
  asked_at: instantSchema.optional(),
  /** The vendor's signed request object, as it came (RFC 9101). */
  request: z.string(),
  /** The owner's reference, readable by the gateway alone: what a rebuild needs. */
  owner_ref: z.string(),
  authorization_details: authorizationDetailsSchema,
  until: instantSchema,
  /** ISO/IEC TS 27560 record in DPV terms (JSON-LD). */
  record: z.record(z.string(), z.unknown()),
});
export type ReceiptClaims = z.output<typeof receiptClaimsSchema>;

/** The claims of a signed event: what happened to a consent without a new version. */
export const consentEventClaimsSchema = z.object({
  iss: z.url(),
  iat: z.int(),
  jti: z.uuid(),
  consent_id: z.string(),
  consent_version: z.int().min(1),
  event: z.enum(consentStatuses),
  at: instantSchema,
  by: z.enum(['owner', 'vendor', 'operator', 'gateway']),
  reason: z.string().optional(),
  /** The operator's own words, where the operator acted. */
  note: z.string().max(300).optional(),
  /** Of a pause: when it ends by itself. */
  resumes_at: instantSchema.optional(),
  /** sha-256 of the JWS before it in the consent's chain. */
  previous: digestSchema,
});
export type ConsentEventClaims = z.output<typeof consentEventClaimsSchema>;
