import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { WatchedCopies, WatchedCopy } from '../../read/watch/watched-copies.ts';
import { isStoppedByHold } from './is-stopped-by-hold.ts';
import type { Tables } from './tables.ts';
import { addDataEvents, type DataEventType } from './vendor-events/add-data-events.ts';

const MAX_AT_ONCE = 1_000;

/** Under a pause or a hold nothing is looked at: what is different then is told afterwards. */
const LIVE = sql.raw(
  `c.status = 'given' AND c.until > clock_timestamp() AND NOT ${isStoppedByHold('c', 'v')}`,
);

const isTold = (listening: readonly string[]) => sql`(c.vendor_id = ANY(${[...listening]}::text[]) OR
  EXISTS (SELECT FROM vendor_webhook h WHERE h.vendor_id = c.vendor_id AND h.disabled_at IS NULL))`;

/** What was last seen of consents that tell of changes, in PostgreSQL: whichever of several processes looks, each change is told once. */
export function createWatchedCopies({ database }: { readonly database: Kysely<Tables> }): WatchedCopies {
  const me = randomUUID();
  return {
    async find(listening) {
      await sql`DELETE FROM watched_copy WHERE ctid = ANY (ARRAY(
        SELECT w.ctid FROM watched_copy w LEFT JOIN consent c ON c.id = w.consent_id AND c.status IN ('given', 'paused')
        WHERE c.id IS NULL LIMIT ${MAX_AT_ONCE}))`.execute(database);
      await sql`INSERT INTO watched_copy (consent_id, purpose)
        SELECT c.id, e ->> 'purpose' FROM consent c JOIN vendor v USING (vendor_id)
          CROSS JOIN LATERAL jsonb_array_elements(c.details) e
        WHERE ${LIVE} AND ${isTold(listening)} AND e -> 'actions' @> '["subscribe"]'
          AND NOT EXISTS (SELECT FROM watched_copy w WHERE w.consent_id = c.id AND w.purpose = e ->> 'purpose')
        LIMIT ${MAX_AT_ONCE} ON CONFLICT DO NOTHING`.execute(database);
    },
    async take({ listening, limit }) {
      const { rows } = await sql<Row>`
        WITH due AS MATERIALIZED (
          SELECT w.consent_id, w.purpose, c.version FROM watched_copy w
            JOIN consent c ON c.id = w.consent_id JOIN vendor v USING (vendor_id)
          -- Another process may hold older documents in memory than the last look saw: it comes in when they are past their bound.
          WHERE w.due_at <= clock_timestamp() AND coalesce(w.looked_by = ${me} OR w.due_at <= clock_timestamp() - interval '30 s', true)
            AND ${LIVE} AND ${isTold(listening)}
          ORDER BY w.due_at LIMIT ${limit} FOR UPDATE OF w SKIP LOCKED)
        UPDATE watched_copy w SET due_at = clock_timestamp() + interval '30 s', look = w.look + 1, looked_by = ${me}
        FROM due WHERE w.consent_id = due.consent_id AND w.purpose = due.purpose
        RETURNING w.consent_id, w.purpose, due.version, w.packed, w.after_category, w.after_id, w.is_known, w.look::int`.execute(
        database,
      );
      return rows.map(toWatched);
    },
    settle: (watched, { packed, after, news }) =>
      database
        .transaction()
        .execute(async (trx) => {
          const { consentId, purpose, version, look } = watched;
          // It locks the consent: what the next statement finds of it stays so until this is written.
          const events = news.map(({ type, itemId }) => ({ consentId, type: type as DataEventType, itemId }));
          await addDataEvents(trx, events);
          const { numAffectedRows } = await sql`
            UPDATE watched_copy w SET packed = ${packed}, after_category = ${after?.category ?? null}, after_id = ${after?.id ?? null},
              is_known = w.is_known OR ${after === undefined},
              due_at = CASE WHEN ${after === undefined} THEN w.due_at ELSE clock_timestamp() END
            FROM consent c JOIN vendor v USING (vendor_id)
            WHERE w.consent_id = ${consentId} AND w.purpose = ${purpose} AND w.look = ${look}
              AND c.id = w.consent_id AND c.version = ${version} AND ${LIVE}`.execute(trx);
          if (numAffectedRows !== 1n) throw new Overtaken();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Overtaken)) throw error;
        }),
    async expire(consentIds) {
      await sql`UPDATE watched_copy SET due_at = clock_timestamp()
        WHERE consent_id = ANY(${[...consentIds]}::text[]) AND due_at > clock_timestamp()`.execute(database);
    },
  };
}

/** Nothing of the transaction is to stand. */
class Overtaken extends Error {}

interface Row {
  readonly consent_id: string;
  readonly purpose: string;
  readonly version: number;
  readonly packed: Buffer | null;
  readonly after_category: string | null;
  readonly after_id: string | null;
  readonly is_known: boolean;
  readonly look: number;
}

function toWatched(row: Row): WatchedCopy {
  const { after_category: category, after_id: id } = row;
  return {
    consentId: row.consent_id,
    purpose: row.purpose,
    version: row.version,
    packed: row.packed ?? undefined,
    after: category === null || id === null ? undefined : { category, id },
    isKnown: row.is_known,
    look: row.look,
  };
}
