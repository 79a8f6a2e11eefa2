import { type RawBuilder, sql, type Transaction } from 'kysely';
import { UTC_DAY } from './instants.ts';
import type { Tables } from './tables.ts';

type Sql = RawBuilder<unknown>;

/**
 * SQL: what reads come to, for each consent and day. `rows`: journal rows, with owner_id, consent_id, at and body. An hour of refusals
 * belongs to the day of its first one.
 */
export const readsByDay = (rows: Sql): Sql => sql`
  SELECT consent_id, ${sql.raw(UTC_DAY("CASE WHEN outcome = 'refused' THEN refused_at ELSE at END"))} AS day, owner_id, vendor_id,
    (count(*) FILTER (WHERE outcome = 'disclosed'))::int AS reads,
    coalesce(sum(refusals) FILTER (WHERE outcome = 'refused'), 0)::int AS refused,
    min(at) FILTER (WHERE outcome = 'disclosed') AS first_read_at,
    max(at) FILTER (WHERE outcome = 'disclosed') AS last_read_at,
    coalesce(array_agg(DISTINCT category) FILTER (WHERE category IS NOT NULL), '{}') AS categories
  FROM (SELECT r.consent_id, r.owner_id, r.at, e.body ->> 'vendorId' AS vendor_id, e.body ->> 'outcome' AS outcome,
      e.body ->> 'category' AS category, (e.body ->> 'count')::int AS refusals, (e.body ->> 'firstAt')::timestamptz AS refused_at
    FROM (${rows}) r CROSS JOIN LATERAL (SELECT r.body::jsonb AS body) e
    WHERE e.body ->> 'kind' = 'read') entries
  GROUP BY 1, 2, 3, 4`;

/** SQL: journal rows of an owner that no day has counted yet. */
export const notCountedYet = (ownerId: string): Sql =>
  sql`SELECT consent_id, owner_id, at, body FROM journal WHERE owner_id = ${ownerId} AND link IS NULL`;

/** SQL: adds to the days that are there. Each journal row once: when it is chained, in the statement that chains it. */
export const addReads = (rows: Sql): Sql => sql`
  INSERT INTO read_day AS d (consent_id, day, owner_id, vendor_id, reads, refused, first_read_at, last_read_at, categories)
  ${readsByDay(rows)}
  ON CONFLICT (consent_id, day) DO UPDATE SET reads = d.reads + excluded.reads, refused = d.refused + excluded.refused,
    first_read_at = least(d.first_read_at, excluded.first_read_at), last_read_at = greatest(d.last_read_at, excluded.last_read_at),
    categories = ARRAY(SELECT DISTINCT unnest(d.categories || excluded.categories) ORDER BY 1)`;

/** After a rebuild has unchained entries: on the days that the journal has, everything is counted anew. */
export async function recountReads(trx: Transaction<Tables>, ownerId: string): Promise<void> {
  const first = sql`(SELECT ${sql.raw(UTC_DAY('min(at)'))} FROM journal WHERE owner_id = ${ownerId})`;
  await sql`DELETE FROM read_day WHERE owner_id = ${ownerId} AND day >= ${first}`.execute(trx);
  const chained = sql`SELECT consent_id, owner_id, at, body FROM journal WHERE owner_id = ${ownerId} AND link IS NOT NULL`;
  await addReads(chained).execute(trx);
}
