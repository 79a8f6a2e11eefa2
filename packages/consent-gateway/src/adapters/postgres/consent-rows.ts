import type { Insertable, Selectable } from 'kysely';
import type { Consent } from '../../consent/consent.ts';
import type { ConsentIntent } from '../../consent/consent-store.ts';
import type { ConsentTable } from './tables.ts';

/** What a `Consent` is made of. */
export const CONSENT_COLUMNS = [
  ...(['id', 'request_id', 'owner_id', 'vendor_id', 'subject', 'version', 'status', 'details'] as const),
  ...(['until', 'asked_at', 'given_at', 'resume_at', 'ended_at', 'end_reason'] as const),
  ...(['receipt', 'receipt_sha256', 'chain_sha256', 'lifted_hold', 'pick_up_by'] as const),
];

export function toConsent(row: Pick<Selectable<ConsentTable>, (typeof CONSENT_COLUMNS)[number]>): Consent {
  return {
    consentId: row.id,
    requestId: row.request_id,
    ownerId: row.owner_id,
    vendorId: row.vendor_id,
    subject: row.subject,
    version: row.version,
    status: row.status,
    details: row.details,
    until: row.until,
    askedAt: row.asked_at,
    givenAt: row.given_at,
    resumeAt: row.resume_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
    receipt: row.receipt,
    receiptSha256: row.receipt_sha256,
    chainSha256: row.chain_sha256,
    liftedHold: row.lifted_hold,
    isPickedUp: row.pick_up_by === null,
  };
}

/** Version 1 of a consent, live from now on. */
export function toConsentRow(
  intent: ConsentIntent,
  pickUpBy: Insertable<ConsentTable>['pick_up_by'],
  checkedAt: Insertable<ConsentTable>['pod_checked_at'],
) {
  return {
    id: intent.consentId,
    request_id: intent.requestId,
    owner_id: intent.ownerId,
    vendor_id: intent.vendorId,
    subject: intent.subject,
    version: 1,
    status: 'given',
    details: JSON.stringify(intent.details),
    until: intent.until,
    asked_at: intent.askedAt,
    given_at: intent.givenAt,
    resume_at: null,
    pick_up_by: pickUpBy,
    ended_at: null,
    end_reason: null,
    receipt: intent.receipt,
    receipt_sha256: intent.receiptSha256,
    chain_sha256: intent.receiptSha256,
    pod_etag: null,
    pod_checked_at: checkedAt,
    pod_receipt_sha256: null,
    status_since: intent.givenAt,
    lifted_hold: null,
  } satisfies Insertable<ConsentTable>;
}
