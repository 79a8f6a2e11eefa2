import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** How long the oldest of each has waited, in seconds; 0: none waits. By the partial indexes of what waits. */
export async function readWaiting(db: Kysely<Tables>): Promise<Readonly<Record<string, number>>> {
  const since = (oldest: string) =>
    sql.raw(`coalesce(greatest(0, extract(epoch FROM clock_timestamp() - (${oldest}))), 0)::float8`);
  const { rows } = await sql<Record<string, number>>`
    SELECT ${since('SELECT min(at) FROM journal WHERE block_number IS NULL')} AS entries,
      ${since('SELECT min(sealed_at) FROM block JOIN owner o USING (owner_id) WHERE in_pod_at IS NULL AND o.disconnected_at IS NULL')} AS blocks,
      ${since(`SELECT min(c.status_since) FROM pod_outbox p JOIN consent c ON c.id = p.consent_id
        JOIN owner o ON o.owner_id = p.owner_id WHERE p.done_at IS NULL AND o.disconnected_at IS NULL`)} AS statements`.execute(
    db,
  );
  return rows[0] ?? {};
}
