import { hasEnded } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import type { VendorConsents } from '../../vendor-api/vendor-consents.ts';
import { historiesOf } from './consent-histories.ts';
import { IS_HELD, STATUS_NOW } from './live-consents.ts';
import type { Tables } from './tables.ts';

/** How long after its end a consent is still known to its vendor. */
export const KNOWN_AFTER_END = "interval '2 years'";

export function createVendorConsents(options: { database: Kysely<Tables> }): VendorConsents {
  return {
    // One snapshot for the consent and its history.
    find: (of) =>
      options.database
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => find(trx, of)),
  };
}

async function find(
  trx: Kysely<Tables>,
  { consentId, vendorId }: { consentId: string; vendorId: string },
): ReturnType<VendorConsents['find']> {
  const row = await trx
    .selectFrom('consent')
    .innerJoin('vendor', 'vendor.vendor_id', 'consent.vendor_id')
    .selectAll('consent')
    .select([STATUS_NOW.as('status_now'), IS_HELD.as('is_held'), sql<Date>`clock_timestamp()`.as('now')])
    .where('consent.id', '=', consentId)
    .where('consent.vendor_id', '=', vendorId)
    .where(
      sql<boolean>`coalesce(consent.ended_at, consent.until) > clock_timestamp() - ${sql.raw(KNOWN_AFTER_END)}`,
    )
    .executeTakeFirst();
  const history = row && (await historiesOf(trx, [consentId])).get(consentId);
  if (row === undefined || history === undefined) return undefined;
  const { status_now: status, until, resume_at: resumeAt, ended_at: endedAt } = row;
  const isOver = hasEnded(status) && endedAt === null;
  const isResumed = row.status === 'paused' && status === 'given';
  return {
    ...history,
    consentId,
    version: row.version,
    status,
    since: isOver ? until : isResumed ? (resumeAt ?? row.status_since) : row.status_since,
    until,
    resumeAt,
    endedAt: endedAt ?? (isOver ? until : undefined),
    endReason: row.end_reason,
    isVendorHeld: row.is_held,
    details: row.details,
    receipt: row.receipt,
    now: row.now,
  };
}
