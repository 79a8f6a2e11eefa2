import { type Kysely, type Selectable, sql } from 'kysely';
import type { AccessRequest, AccessRequestStore } from '../../access-request/access-request.ts';
import type { AccessRequestTable, Tables } from './tables.ts';

/** Access requests in PostgreSQL. One whose time is over reads as expired, whatever the row says. */
export function createAccessRequestStore(options: { database: Kysely<Tables> }): AccessRequestStore {
  const { database } = options;
  const open = (requestId: string) =>
    database
      .updateTable('access_request')
      .where('request_id', '=', requestId)
      .where('status', '=', 'requested')
      .where('expires_at', '>', sql<Date>`clock_timestamp()`);
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
    async bindApp(requestId, appChallenge) {
      const bound = await open(requestId)
        .set({ app_challenge: appChallenge })
        .where((where) =>
          where.or([where('app_challenge', 'is', null), where('app_challenge', '=', appChallenge)]),
        )
        .executeTakeFirst();
      return bound.numUpdatedRows > 0n;
    },
    async claim(requestId, ownerId) {
      const claimed = await open(requestId)
        .set({ owner_id: ownerId })
        .where((where) => where.or([where('owner_id', 'is', null), where('owner_id', '=', ownerId)]))
        .executeTakeFirst();
      return claimed.numUpdatedRows > 0n;
    },
    async refuse(requestId, ownerId, continueHash) {
      // A giving that is being written wins: what the pod may already hold must not be called refused.
      const refused = await open(requestId)
        .set({
          status: 'refused',
          continue_hash: continueHash,
          ...(ownerId === null ? {} : { owner_id: ownerId }),
        })
        .where((where) => where.or([where('owner_id', 'is', null), where('owner_id', '=', ownerId ?? '')]))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('consent_intent')
                .select('consent_id')
                .whereRef('consent_intent.request_id', '=', 'access_request.request_id'),
            ),
          ),
        )
        .executeTakeFirst();
      return refused.numUpdatedRows > 0n;
    },
    async useTicket(requestId, ticketHash) {
      const used = await database
        .updateTable('access_request')
        .set({ continue_hash: null })
        .where('request_id', '=', requestId)
        .where('continue_hash', '=', ticketHash)
        .returningAll()
        .executeTakeFirst();
      return used === undefined ? undefined : fromRow({ ...used, is_over: false });
    },
  };
}

const LIST_LIMIT = 200;
const isOver = sql<boolean>`access_request.expires_at <= clock_timestamp()`.as('is_over');

type Row = Selectable<AccessRequestTable> & { is_over: boolean };

const toRequest = (row: Row | undefined): AccessRequest | undefined =>
  row === undefined ? undefined : fromRow(row);

function fromRow(row: Row): AccessRequest {
  return {
    requestId: row.request_id,
    vendorId: row.vendor_id,
    details: row.details,
    requestJws: row.request_jws,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    status: row.status === 'requested' && row.is_over ? 'expired' : row.status,
    ownerId: row.owner_id,
    interactionUid: row.interaction_uid,
    appChallenge: row.app_challenge,
    consentId: row.consent_id,
  };
}
