import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { digestSchema } from '../consent-receipt.ts';
import { idempotencyKeySchema } from '../conversation/vendor-message.ts';
import { sha256 } from '../digest.ts';
import { instantSchema } from '../instant.ts';
import type { ApprovedItem } from '../read-api.ts';

/** The `typ` header of what a vendor signs when it says what it did with a preference. */
export const HONOUR_TYP = 'parley-honour+jwt';

/** What the vendor did: as the preference wants it; not, although it applied; or it did not apply to what was to be done. */
export const honourActions = ['honoured', 'could_not', 'not_applicable'] as const;
export type HonourAction = (typeof honourActions)[number];

/** Why a preference was not followed. */
export const honourReasons = [
  /** A law or an order of an authority says otherwise. */
  'legal_obligation',
  /** Nobody or nothing there can do it. */
  'not_possible',
  /** It could be done, at a price that the vendor does not bear. */
  'too_costly',
  /** The vendor does not offer what the preference is about. */
  'not_offered',
  /** Another preference of the owner, or an order, says otherwise. */
  'conflicts',
  /** It came after it was done. */
  'too_late',
] as const;
export type HonourReason = (typeof honourReasons)[number];

/** The claims of an honour statement, signed with a key of the vendor (ES256, header `kid`). */
export const honourClaimsSchema = z.object({
  /** The vendor's client id. */
  iss: z.string(),
  /** The gateway's origin. */
  aud: z.string(),
  iat: z.int(),
  /** The idempotency key: the same statement again is the same. */
  jti: idempotencyKeySchema,
  consent_id: z.string(),
  /** By the id that the vendor knows it under. */
  preference: z.string(),
  /** sha-256 over the canonical JSON of the approved item as the vendor read it: that is its version. */
  preference_sha256: digestSchema,
  action: z.enum(honourActions),
  reason: z.enum(honourReasons).optional(),
});
export type HonourClaims = z.output<typeof honourClaimsSchema>;

/** The body of `POST /v1/preferences/{id}/honours`. */
export const honourRequestSchema = z.strictObject({ statement: z.string().min(1).max(4_000) });

/** Whether the vendor acted on what is in force now, or on what it read before that changed. */
export const honouredVersions = ['current', 'earlier'] as const;
export type HonouredVersion = (typeof honouredVersions)[number];

/** The answer: 201, or 200 where the same statement was taken before. */
export const honourTakenSchema = z.object({
  /** By the gateway's clock. */
  recordedAt: instantSchema,
  /** As it is by now. `earlier`: read it again. */
  of: z.enum(honouredVersions),
});
export type HonourTaken = z.output<typeof honourTakenSchema>;

/** The version of an approved item: both sides compute it from what the vendor was given, with all the fields that were approved. */
export function itemVersion(item: ApprovedItem): Promise<string> {
  return sha256(canonicalJson(item));
}
