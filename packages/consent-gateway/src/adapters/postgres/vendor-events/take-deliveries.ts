import { type Kysely, sql } from 'kysely';
import type { Delivery, WebhookStore } from '../../../vendor-events/webhook/webhook-store.ts';
import type { Tables } from '../tables.ts';

/** Longer than a delivery may take: whoever took it and is gone did not deliver it. */
const LEASE = '60 seconds';

/**
 * Takes what is due, by putting it off: no lock is held while a receiver is slow. Of a consent only the first that waits, so that its events
 * arrive in their order, whichever process sends them.
 */
export async function takeDeliveries(
  database: Kysely<Tables>,
  { limit, ofOneVendor, notOf }: Parameters<WebhookStore['take']>[0],
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    WITH ready AS MATERIALIZED (
      SELECT w.vendor_id, w.url, e.event_id FROM vendor_webhook w CROSS JOIN LATERAL (
        SELECT event_id FROM vendor_event e
        WHERE e.vendor_id = w.vendor_id AND e.due_at <= clock_timestamp() AND NOT EXISTS (
          SELECT FROM vendor_event p WHERE p.consent_id = e.consent_id AND p.due_at IS NOT NULL AND p.sequence < e.sequence)
        ORDER BY e.due_at, e.written LIMIT ${ofOneVendor} FOR UPDATE SKIP LOCKED) e
      WHERE w.disabled_at IS NULL AND coalesce(w.rests_until <= clock_timestamp(), true) AND w.vendor_id <> ALL(${notOf})
      LIMIT ${limit})
    UPDATE vendor_event e SET attempts = e.attempts + 1, due_at = clock_timestamp() + ${LEASE}::interval
    FROM ready r JOIN vendor v USING (vendor_id)
    WHERE e.event_id = r.event_id
    RETURNING e.event_id AS "eventId", e.body, e.attempts, r.vendor_id AS "vendorId", r.url,
      coalesce(v.metadata -> 'redirect_uris', '[]'::jsonb) AS "redirectUris"`.execute(database);
  return rows;
}
