import { type Selectable, sql } from 'kysely';
import type { AccessRequest } from '../../access-request/access-request.ts';
import type { AccessRequestTable } from './asking-tables.ts';

export const isOver = sql<boolean>`access_request.expires_at <= clock_timestamp()`.as('is_over');

type Row = Selectable<AccessRequestTable> & { is_over: boolean };

export const toRequest = (row: Row | undefined): AccessRequest | undefined =>
  row === undefined ? undefined : fromRow(row);

export function fromRow(row: Row): AccessRequest {
  return {
    requestId: row.request_id,
    vendorId: row.vendor_id,
    cameBy: row.came_by,
    bindingMessage: row.binding_message,
    details: row.details,
    requestJws: row.request_jws,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    status: (row.status === 'requested' || row.status === 'deferred') && row.is_over ? 'expired' : row.status,
    ownerId: row.owner_id,
    interactionUid: row.interaction_uid,
    appChallenge: row.app_challenge,
    consentId: row.consent_id,
  };
}
