import { type Kysely, sql } from 'kysely';
import type { CopyStore } from '../../read/changes/copy-store.ts';
import type { Tables } from './tables.ts';

/** The copies that vendors hold, in PostgreSQL: a cursor holds on every process, and across restarts. */
export function createCopyStore({ database }: { database: Kysely<Tables> }): CopyStore {
  return {
    async find({ consentId, purpose }, name) {
      const { rows } = await sql<{ packed: Buffer; is_stale: boolean }>`
        SELECT packed, used_at < clock_timestamp() - interval '1 day' AS is_stale FROM vendor_copy
        WHERE consent_id = ${consentId} AND purpose = ${purpose} AND name = ${name}`.execute(database);
      const [row] = rows;
      // Once a day is enough to know that it is in use: a sync that finds nothing new writes nothing.
      if (row?.is_stale)
        await sql`UPDATE vendor_copy SET used_at = clock_timestamp()
          WHERE consent_id = ${consentId} AND purpose = ${purpose} AND name = ${name}`.execute(database);
      return row?.packed;
    },
    async keep({ consentId, purpose }, { name, packed, madeFrom }) {
      // What somebody else is writing is left to them: two syncs of one vendor must not wait for each other in a circle.
      await sql`
        WITH forgotten AS (
          DELETE FROM vendor_copy WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM vendor_copy
            WHERE consent_id = ${consentId} AND purpose = ${purpose} AND name NOT IN (${name}, ${madeFrom})
            FOR UPDATE SKIP LOCKED)))
        INSERT INTO vendor_copy (consent_id, purpose, name, packed) VALUES (${consentId}, ${purpose}, ${name}, ${packed})
        ON CONFLICT (consent_id, purpose, name) DO UPDATE SET used_at = excluded.used_at`.execute(database);
    },
  };
}
