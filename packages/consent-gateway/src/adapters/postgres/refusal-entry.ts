import { createHash } from 'node:crypto';
import { idFromBytes, type LedgerEntryBody } from '@parley/protocol';
import { RFC_3339 } from './instants.ts';

export interface RefusalRow {
  readonly consent_id: string;
  readonly reason: string;
  readonly hour: string;
  readonly owner_id: string;
  readonly version: number;
  readonly vendor_id: string;
  readonly count: number;
  readonly first_at: string;
  readonly last_at: string;
}

/** SQL: the columns of a `RefusalRow`. */
export const REFUSAL_COLUMNS = `consent_id, reason, owner_id, version, vendor_id, count,
  ${RFC_3339('hour')} AS hour, ${RFC_3339('first_at')} AS first_at, ${RFC_3339('last_at')} AS last_at`;

/** The one entry of an hour's refusals of one consent for one reason. Its id is the same while the hour lasts and after it. */
export function refusalEntry(row: RefusalRow): LedgerEntryBody {
  const key = createHash('sha256')
    .update(JSON.stringify([row.consent_id, row.reason, row.hour]))
    .digest();
  return {
    id: idFromBytes('entry', key),
    kind: 'read',
    outcome: 'refused',
    consentId: row.consent_id,
    version: row.version,
    vendorId: row.vendor_id,
    reason: row.reason,
    count: row.count,
    firstAt: row.first_at,
    lastAt: row.last_at,
  };
}
