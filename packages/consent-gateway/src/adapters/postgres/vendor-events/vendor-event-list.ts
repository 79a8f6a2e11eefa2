import { TEST_EVENT_TYPE } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import type { KeptEvent, VendorEvents } from '../../../vendor-events/vendor-events.ts';
import type { Tables } from '../tables.ts';
import { addExpiringEvents } from './add-expiring-events.ts';
import { writeEvent } from './write-event.ts';

const MOST_PLACED_AT_ONCE = 1_000;
const MOST_REPLAYED = 1_000;
/** Of two processes that give places at once one waits for the next round. */
const PLACING = 'vendor events are given their places';

/** What vendors are told, in PostgreSQL. */
export function createVendorEvents({ database }: { readonly database: Kysely<Tables> }): VendorEvents {
  return {
    list: (query) => list(database, query),
    place: () => place(database),
    async newSince(mark, vendorIds) {
      const { rows } = await sql<{ mark: string; vendorIds: string[] }>`
        SELECT coalesce(max(place), ${mark ?? 0}::bigint)::text AS mark,
          coalesce(array_agg(DISTINCT vendor_id) FILTER (WHERE vendor_id = ANY(${vendorIds}) AND NOT is_void), '{}') AS "vendorIds"
        FROM vendor_event WHERE place > coalesce(${mark ?? null}::bigint, (SELECT max(place) FROM vendor_event) - 1)`.execute(
        database,
      );
      return rows[0] ?? { mark: mark ?? '0', vendorIds: [] };
    },
    replay: (vendorId, which) => replay(database, vendorId, which),
    addTest: (vendorId) => writeEvent(database, { vendorId, type: TEST_EVENT_TYPE, data: {} }),
    addExpiring: () => addExpiringEvents(database),
  };
}

async function list(
  database: Kysely<Tables>,
  { vendorId, after, limit }: Parameters<VendorEvents['list']>[0],
): ReturnType<VendorEvents['list']> {
  const { rows } = await sql<KeptEvent>`
    SELECT event_id AS "eventId", body FROM vendor_event
    WHERE vendor_id = ${vendorId} AND NOT is_void AND place > coalesce(
      (SELECT place FROM vendor_event WHERE event_id = ${after ?? ''} AND vendor_id = ${vendorId}), 0)
    ORDER BY place LIMIT ${limit + 1}`.execute(database);
  return { events: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** The lock is held until the places are seen by all: a later one never shows before an earlier one. */
function place(database: Kysely<Tables>): Promise<void> {
  return database.transaction().execute(async (trx) => {
    const { rows } = await sql<{ is_ours: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${PLACING}, 0)) AS is_ours`.execute(trx);
    if (rows[0]?.is_ours !== true) return;
    await sql`
      UPDATE vendor_event e SET place = n.place FROM (
        SELECT event_id, nextval('vendor_event_place') AS place FROM (
          SELECT event_id FROM vendor_event WHERE place IS NULL ORDER BY written LIMIT ${MOST_PLACED_AT_ONCE}) o) n
      WHERE e.event_id = n.event_id`.execute(trx);
  });
}

async function replay(
  database: Kysely<Tables>,
  vendorId: string,
  which: Parameters<VendorEvents['replay']>[1],
): ReturnType<VendorEvents['replay']> {
  const wanted =
    'ids' in which ? sql`event_id = ANY(${which.ids})` : sql`created_at >= ${which.since}::timestamptz`;
  const { rows } = await sql<{ created_at: Date }>`
    WITH wanted AS (
      SELECT event_id FROM vendor_event
      WHERE vendor_id = ${vendorId} AND NOT is_void AND ${wanted} ORDER BY created_at, written LIMIT ${MOST_REPLAYED})
    UPDATE vendor_event e SET due_at = clock_timestamp(), attempts = 0, delivered_at = NULL, dead_at = NULL
    FROM wanted w WHERE e.event_id = w.event_id RETURNING e.created_at`.execute(database);
  const last = Math.max(...rows.map((row) => row.created_at.getTime()));
  return {
    replayed: rows.length,
    ...(rows.length < MOST_REPLAYED ? {} : { nextSince: new Date(last) }),
  };
}
