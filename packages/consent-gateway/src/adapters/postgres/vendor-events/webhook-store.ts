import type { VendorEventType, WebhookFailure } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import type { WebhookStore } from '../../../vendor-events/webhook/webhook-store.ts';
import type { Tables } from '../tables.ts';
import { settleDelivery } from './settle-delivery.ts';
import { takeDeliveries } from './take-deliveries.ts';

const MOST_DEAD_LETTERS = 50;

/** Vendors' endpoints, and what goes to them, in PostgreSQL. */
export function createWebhookStore({ database }: { readonly database: Kysely<Tables> }): WebhookStore {
  return {
    async register(vendorId, { url, types }) {
      const columns = { url, types: types === undefined ? null : [...types] };
      const anew = { registered_at: sql<Date>`clock_timestamp()`, disabled_at: null, last_failure: null };
      await database
        .insertInto('vendor_webhook')
        .values({ vendor_id: vendorId, ...columns })
        .onConflict((conflict) =>
          conflict.column('vendor_id').doUpdateSet({ ...columns, ...anew, failures: 0, rests_until: null }),
        )
        .execute();
    },
    find: (vendorId, after) => find(database, vendorId, after),
    remove: (vendorId) =>
      database.transaction().execute(async (trx) => {
        const removed = await trx
          .deleteFrom('vendor_webhook')
          .where('vendor_id', '=', vendorId)
          .executeTakeFirst();
        await trx
          .updateTable('vendor_event')
          .set({ due_at: null })
          .where('vendor_id', '=', vendorId)
          .where('due_at', 'is not', null)
          .execute();
        return removed.numDeletedRows > 0n;
      }),
    take: (options) => takeDeliveries(database, options),
    settle: (...of) => settleDelivery(database, ...of),
  };
}

async function find(
  database: Kysely<Tables>,
  vendorId: string,
  after: string | undefined,
): ReturnType<WebhookStore['find']> {
  const endpoint = await database
    .selectFrom('vendor_webhook')
    .selectAll()
    .where('vendor_id', '=', vendorId)
    .executeTakeFirst();
  if (endpoint === undefined) return undefined;
  const { rows } = await sql<{ waiting: number; dead: number }>`
    SELECT (SELECT count(*)::int FROM vendor_event WHERE vendor_id = ${vendorId} AND due_at IS NOT NULL) AS waiting,
      (SELECT count(*)::int FROM vendor_event WHERE vendor_id = ${vendorId} AND dead_at IS NOT NULL) AS dead`.execute(
    database,
  );
  const dead = await sql<{ eventId: string; body: string }>`
    SELECT event_id AS "eventId", body FROM vendor_event
    WHERE vendor_id = ${vendorId} AND dead_at IS NOT NULL AND NOT is_void
      AND (dead_at, event_id) < coalesce((SELECT (dead_at, event_id) FROM vendor_event WHERE vendor_id = ${vendorId} AND event_id = ${after ?? null}),
        ('infinity'::timestamptz, ''))
    ORDER BY dead_at DESC, event_id DESC LIMIT ${MOST_DEAD_LETTERS}`.execute(database);
  return {
    url: endpoint.url,
    types: (endpoint.types ?? undefined) as VendorEventType[] | undefined,
    registeredAt: endpoint.registered_at,
    disabledAt: endpoint.disabled_at,
    lastSuccessAt: endpoint.last_success_at,
    failures: endpoint.failures,
    lastFailure: endpoint.last_failure as WebhookFailure | null,
    waiting: rows[0]?.waiting ?? 0,
    deadLetters: { count: rows[0]?.dead ?? 0, events: dead.rows },
  };
}
