import { type Kysely, sql } from 'kysely';
import { FLOORED_CLOCK } from './instants.ts';
import { digestOf } from './journal-act.ts';
import { REFUSAL_COLUMNS, type RefusalRow, refusalEntry } from './refusal-entry.ts';
import type { Tables } from './tables.ts';

const AT_ONCE = 200;

/** Counted refusals of hours that are over become journal rows, in one transaction with the end of their counting. */
export function closeRefusalHours(db: Kysely<Tables>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<RefusalRow>`
      DELETE FROM refused_read WHERE (consent_id, reason, hour) IN (
        SELECT consent_id, reason, hour FROM refused_read
        WHERE hour < date_trunc('hour', clock_timestamp(), 'UTC')
        ORDER BY consent_id, reason, hour LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING ${sql.raw(REFUSAL_COLUMNS)}`.execute(trx);
    for (const row of rows) {
      const entry = refusalEntry(row);
      const body = JSON.stringify(entry);
      await sql`
        INSERT INTO journal (proof, iat, owner_id, consent_id, version, at, body, digest)
        SELECT ${digestOf(`${entry.id} ${row.hour}`)}, t.now, ${row.owner_id}, ${row.consent_id}, ${row.version}, t.now, ${body}, ${digestOf(body)}
        FROM (SELECT ${sql.raw(FLOORED_CLOCK('o.id'))} AS now FROM (SELECT ${row.owner_id}::text AS id) o) t`.execute(
        trx,
      );
    }
    return rows.length;
  });
}
