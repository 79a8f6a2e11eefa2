// Where a consent stands, without a token. In: a consent id. Out: its state, the receipt in it verified.

import {
  type ConsentStanding,
  consentStandingSchema,
  type DataDue,
  type TakenReport,
} from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import { callAsVendor } from '../gateway/call-as-vendor.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ConsentEnd } from '../receipt/receipt-store.ts';
import { mismatch, verifyReceipt } from '../receipt/verify-receipt.ts';
import { toConsentChange } from './consent-change.ts';
import type { ConsentState, DataToDelete, DeletionReceipt } from './consent-state.ts';
import { isEndedStatus } from './ended-status.ts';

export interface StateOptions {
  /** A version whose receipt the vendor has: `changes` then says what became different since. */
  readonly sinceVersion?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws {not_found} for what is not this vendor's, never was, or ended more than two years ago */
export async function readState(
  connection: GatewayConnection,
  consentId: string,
  { sinceVersion, signal }: StateOptions,
): Promise<ConsentState> {
  const query = sinceVersion === undefined ? '' : `?since_version=${sinceVersion}`;
  const path = `${pathOfConsent(consentId)}${query}`;
  const answer = await callAsVendor(connection, { method: 'GET', path, signal });
  const standing = consentStandingSchema.safeParse(answer);
  if (!standing.success || standing.data.consent_id !== consentId) {
    throw new VendorSdkError('invalid_response', { detail: 'not where this consent stands' });
  }
  const claims = await verifyReceipt(standing.data.receipt, connection, signal);
  if (claims.consent_id !== consentId || claims.consent_version !== standing.data.consent_version) {
    throw mismatch('it is of another consent or version');
  }
  return toState(standing.data);
}

/** @throws {not_found} Dots and slashes would make another address of it. */
export function pathOfConsent(consentId: string): string {
  if (/^[\w-]+$/.test(consentId)) return `/consents/${consentId}`;
  throw new VendorSdkError('not_found', { detail: 'not the form of a consent id' });
}

/** How it ended, if it has. */
export function endOf({ status, deletions }: ConsentState): ConsentEnd | undefined {
  if (!isEndedStatus(status)) return undefined;
  const [first] = deletions.flatMap(({ lost, deleteBy }) => (lost === 'ended' ? [deleteBy] : [])).sort();
  return { status, ...(first !== undefined && { deleteBy: first }) };
}

function toState(standing: ConsentStanding): ConsentState {
  const { resumes_at: resumesAt, ended_at: endedAt, end_reason: endReason } = standing;
  const { state, due_by: dueBy, count, newest } = standing.deletion_report;
  return {
    id: standing.consent_id,
    version: standing.consent_version,
    status: standing.status,
    since: standing.since,
    until: standing.until,
    ...(resumesAt !== undefined && { resumesAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(endReason !== undefined && { endReason }),
    isHeld: standing.held,
    details: standing.authorization_details,
    receipt: standing.receipt,
    ...(standing.ledger_head !== undefined && { ledgerHead: standing.ledger_head }),
    changes: (standing.changes ?? []).map(toConsentChange),
    deletions: standing.deletions.map(toDataToDelete),
    deletionReport: {
      state,
      count,
      ...(dueBy !== undefined && { dueBy }),
      ...(newest !== undefined && { newest: toDeletionReceipt(newest) }),
    },
  };
}

function toDataToDelete({ lost_at, on_end, delete_by, filters, lookback, ...same }: DataDue): DataToDelete {
  return {
    ...same,
    lostAt: lost_at,
    onEnd: on_end,
    deleteBy: delete_by,
    ...(filters !== undefined && { filters }),
    ...(lookback !== undefined && { lookback }),
  };
}

export function toDeletionReceipt(taken: TakenReport): DeletionReceipt {
  const { report_sha256: reportSha256, received_at: receivedAt, acknowledgement } = taken;
  return { reportSha256, receivedAt, acknowledgement };
}
