import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

const MAX_AT_ONCE = 1_000;

/** Deletes what has expired and proves nothing: tokens' rows, used ids, old challenges. Journal and consents are never touched here. */
export async function sweepExpired(database: Kysely<Tables>): Promise<void> {
  for (const table of ['oidc_item', 'replay', 'sign_in', 'connection_challenge']) {
    await sql`DELETE FROM ${sql.table(table)} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${sql.table(table)} WHERE expires_at < clock_timestamp() - interval '1 minute' LIMIT ${MAX_AT_ONCE}))`.execute(
      database,
    );
  }
}
