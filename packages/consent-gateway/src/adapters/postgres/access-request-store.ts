import { sha256 } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import type { AccessRequestStore } from '../../access-request/access-request.ts';
import { createDecisions } from './access-request-decisions.ts';
import { fromRow, isOver, toRequest } from './access-request-rows.ts';
import { cancelRequest } from './cancel-request.ts';
import { behindCursor, placeAt, toPage } from './page-cursor.ts';
import type { Tables } from './tables.ts';

/** Access requests in PostgreSQL. One whose time is over reads as expired, whatever the row says. */
export function createAccessRequestStore(options: { database: Kysely<Tables> }): AccessRequestStore {
  const { database } = options;
  const one = (column: 'request_id' | 'interaction_uid', value: string) =>
    database
      .selectFrom('access_request')
      .selectAll()
      .select(isOver)
      .where(column, '=', value)
      .executeTakeFirst();
  return {
    async add({ requestId, vendorId, details, requestJws, interactionUid, lifetimeSeconds }) {
      const requestSha256 = await sha256(requestJws);
      await database
        .insertInto('access_request')
        .values({
          request_id: requestId,
          vendor_id: vendorId,
          details: JSON.stringify(details),
          request_jws: requestJws,
          request_sha256: requestSha256,
          interaction_uid: interactionUid,
          expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${lifetimeSeconds})`,
          // Taken back, and then brought by another browser.
          status: sql<'requested' | 'cancelled'>`CASE WHEN EXISTS (SELECT FROM access_request r
            WHERE r.request_sha256 = ${requestSha256} AND r.status = 'cancelled') THEN 'cancelled' ELSE 'requested' END`,
          owner_id: null,
          app_challenge: null,
          continue_hash: null,
          consent_id: null,
        })
        .execute();
    },
    find: async (requestId) => toRequest(await one('request_id', requestId)),
    findByInteraction: async (uid) => toRequest(await one('interaction_uid', uid)),
    async listByOwner({ ownerId, limit, cursor }) {
      const rows = await database
        .selectFrom('access_request')
        .selectAll()
        .select([isOver, placeAt('asked_at').as('place_at')])
        .where('owner_id', '=', ownerId)
        .where(behindCursor(cursor, { at: 'asked_at', id: 'request_id' }))
        .orderBy('asked_at', 'desc')
        .orderBy('request_id', 'desc')
        .limit(limit + 1)
        .execute();
      return toPage(rows, { limit, idOf: (row) => row.request_id, from: fromRow });
    },
    cancel: (requestSha256, vendorId) => cancelRequest(database, { requestSha256, vendorId }),
    ...createDecisions(database),
  };
}
