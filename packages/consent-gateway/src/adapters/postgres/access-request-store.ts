import { type Kysely, sql } from 'kysely';
import type { AccessRequestStore } from '../../access-request/access-request.ts';
import { createDecisions } from './access-request-decisions.ts';
import { fromRow, isOver, toRequest } from './access-request-rows.ts';
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
      await database
        .insertInto('access_request')
        .values({
          request_id: requestId,
          vendor_id: vendorId,
          details: JSON.stringify(details),
          request_jws: requestJws,
          interaction_uid: interactionUid,
          expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${lifetimeSeconds})`,
          status: 'requested',
          owner_id: null,
          app_challenge: null,
          continue_hash: null,
          consent_id: null,
        })
        .execute();
    },
    find: async (requestId) => toRequest(await one('request_id', requestId)),
    findByInteraction: async (uid) => toRequest(await one('interaction_uid', uid)),
    async listByOwner(ownerId) {
      const rows = await database
        .selectFrom('access_request')
        .selectAll()
        .select(isOver)
        .where('owner_id', '=', ownerId)
        .orderBy('asked_at', 'desc')
        .limit(LIST_LIMIT)
        .execute();
      return rows.map(fromRow);
    },
    ...createDecisions(database),
  };
}

const LIST_LIMIT = 200;
