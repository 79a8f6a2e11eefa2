import type { ConsentStatus } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import type { LiveConsents } from '../../read/live-consent.ts';
import { orUnavailable } from './database-fault.ts';
import { isStoppedByHold } from './is-stopped-by-hold.ts';
import type { Tables } from './tables.ts';

/** By the database's clock, as in the statement that writes a read down. */
export const STATUS_NOW = sql<ConsentStatus>`CASE
  WHEN consent.status NOT IN ('given', 'paused') THEN consent.status
  WHEN consent.until <= clock_timestamp() THEN 'expired'
  WHEN consent.status = 'paused' AND consent.resume_at <= clock_timestamp() THEN 'given'
  ELSE consent.status END`;

/** The same of the hold of its vendor. */
export const IS_HELD = sql<boolean>`${sql.raw(isStoppedByHold('consent', 'vendor'))}`;

export function createLiveConsents(options: { readonly database: Kysely<Tables> }): LiveConsents {
  return {
    async find(consentId, signal) {
      signal.throwIfAborted();
      const row = await orUnavailable(() =>
        options.database
          .selectFrom('consent')
          .innerJoin('vendor', 'vendor.vendor_id', 'consent.vendor_id')
          .select([
            'id',
            'consent.vendor_id',
            'version',
            'until',
            'resume_at',
            'ended_at',
            'details',
            'receipt',
          ])
          .select([STATUS_NOW.as('status_now'), IS_HELD.as('is_held')])
          .where('id', '=', consentId)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      return {
        consentId: row.id,
        vendorId: row.vendor_id,
        version: row.version,
        status: row.status_now,
        isVendorHeld: row.is_held,
        until: row.until,
        resumeAt: row.resume_at,
        endedAt: row.ended_at,
        details: row.details,
        receipt: row.receipt,
      };
    },
  };
}
