import { type Kysely, sql } from 'kysely';
import type { ChangeMarks } from '../../owner-api/change-watch.ts';
import { orUnavailable } from './database-fault.ts';
import type { Tables } from './tables.ts';

/**
 * What the lists of owners look like now, in one statement. Computed from the rows themselves, by their owners' indexes: nothing has to be
 * written for it, so no act waits for another one, and none can be forgotten.
 */
export function readChangeMarks(
  db: Kysely<Tables>,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, ChangeMarks>> {
  return orUnavailable(async () => {
    const { rows } = await sql<ChangeMarks & { ownerId: string }>`
      SELECT o.id AS "ownerId",
        (SELECT coalesce(sum(hashtextextended(concat_ws(' ', r.request_id, r.status), 0)), 0)::text
          FROM access_request r WHERE r.owner_id = o.id) AS requests,
        (SELECT coalesce(sum(hashtextextended(concat_ws(' ', c.id, c.version, c.status, c.until, c.resume_at, c.statements, c.lifted_hold, v.held_at), 0)), 0)::text
          FROM consent c JOIN vendor v USING (vendor_id) WHERE c.owner_id = o.id) AS consents,
        concat_ws(' ',
          (SELECT j.at FROM journal j WHERE j.owner_id = o.id ORDER BY j.at DESC LIMIT 1),
          (SELECT max(r.last_at) FROM refused_read r WHERE r.owner_id = o.id),
          (SELECT b.number FROM block b WHERE b.owner_id = o.id AND b.in_pod_at IS NOT NULL ORDER BY b.number DESC LIMIT 1)) AS ledger,
        (SELECT concat_ws(' ', count(*), count(n.seen_at), max(n.created_at)) FROM notice n WHERE n.owner_id = o.id) AS notices,
        (SELECT concat_ws(' ', count(m.done_at), max(m.done_at)) FROM consent c JOIN vendor_message m ON m.consent_id = c.id
          WHERE c.owner_id = o.id) AS issues
      FROM unnest(${ownerIds}::text[]) AS o(id)`.execute(db);
    return new Map(rows.map(({ ownerId, ...marks }) => [ownerId, marks]));
  });
}
