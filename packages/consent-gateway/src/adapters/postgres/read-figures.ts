import { type Kysely, sql } from 'kysely';
import type { LedgerReader, ReadFigures, VendorDay } from '../../ledger/ledger-reader.ts';
import { UTC_DAY } from './instants.ts';
import { notCountedYet, readsByDay } from './reads-by-day.ts';
import type { Tables } from './tables.ts';

/** Days that are counted, what is not chained yet, and the refusals of this hour: one snapshot, so that nothing counts twice. */
export async function readActivity(
  db: Kysely<Tables>,
  { ownerId, from, to }: Parameters<LedgerReader['readActivity']>[0],
): Promise<readonly VendorDay[]> {
  const { rows } = await sql<VendorDay>`
    SELECT vendor_id AS "vendorId", day::text AS day, sum(reads)::int AS reads, sum(refused)::int AS refused FROM (
      SELECT vendor_id, day, reads, refused FROM read_day WHERE owner_id = ${ownerId} AND day BETWEEN ${from}::date AND ${to}::date
      UNION ALL SELECT vendor_id, day, reads, refused FROM (${readsByDay(notCountedYet(ownerId))}) unchained
      UNION ALL SELECT vendor_id, ${sql.raw(UTC_DAY('first_at'))}, 0, count FROM refused_read WHERE owner_id = ${ownerId}) days
    WHERE day BETWEEN ${from}::date AND ${to}::date
    GROUP BY vendor_id, day ORDER BY vendor_id, day`.execute(db);
  return rows;
}

/** For each consent: its first day, its last, and those of this month, by the primary key; and what is not chained yet. */
export async function readFigures(
  db: Kysely<Tables>,
  { ownerId, consentIds }: { ownerId: string; consentIds: readonly string[] },
): Promise<ReadonlyMap<string, ReadFigures>> {
  if (consentIds.length === 0) return new Map();
  const month = sql.raw(UTC_DAY("date_trunc('month', clock_timestamp(), 'UTC')"));
  const { rows } = await sql<ReadFigures & { consentId: string }>`
    WITH asked AS MATERIALIZED (SELECT DISTINCT unnest(${consentIds}::text[]) AS consent_id),
    days AS (
      SELECT d.* FROM asked a CROSS JOIN LATERAL (
        (SELECT * FROM read_day d WHERE d.consent_id = a.consent_id AND reads > 0 ORDER BY day LIMIT 1)
        UNION (SELECT * FROM read_day d WHERE d.consent_id = a.consent_id AND reads > 0 ORDER BY day DESC LIMIT 1)
        UNION (SELECT * FROM read_day d WHERE d.consent_id = a.consent_id AND day >= ${month})) d
      WHERE d.owner_id = ${ownerId}
      UNION ALL SELECT u.* FROM (${readsByDay(notCountedYet(ownerId))}) u JOIN asked USING (consent_id))
    SELECT consent_id AS "consentId", min(first_read_at) AS "firstReadAt", max(last_read_at) AS "lastReadAt",
      coalesce(sum(reads) FILTER (WHERE day >= ${month}), 0)::int AS "readsThisMonth"
    FROM days GROUP BY consent_id`.execute(db);
  return new Map(rows.map(({ consentId, ...figures }) => [consentId, figures]));
}
