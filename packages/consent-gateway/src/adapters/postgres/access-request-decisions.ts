import { type Kysely, sql, type UpdateObject } from 'kysely';
import type { AccessRequestStore } from '../../access-request/access-request.ts';
import { fromRow } from './access-request-rows.ts';
import { setSilence } from './silence-store.ts';
import type { Tables } from './tables.ts';

type Decisions = Pick<
  AccessRequestStore,
  'bindApp' | 'claim' | 'refuse' | 'defer' | 'deferWaiting' | 'refuseWaiting' | 'useTicket'
>;

/** What happens to a request once: each locks its row, so that of many at once exactly one takes effect. */
export function createDecisions(database: Kysely<Tables>): Decisions {
  const open = (requestId: string) => openRequest(database, requestId);
  return {
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
    refuse: (requestId, ownerId, continueHash, notAgainDays) =>
      close(database, {
        requestId,
        ownerId,
        notAgainDays,
        from: OPEN,
        change: { status: 'refused', continue_hash: continueHash },
      }),
    defer: (requestId, ownerId, { continueHash, hintHash }) =>
      close(database, {
        requestId,
        ownerId,
        from: OPEN,
        change: { ...deferred(), continue_hash: continueHash, hint_hash: hintHash },
      }),
    // Its time does not begin again: the vendor was told how long it may poll.
    deferWaiting: (requestId, ownerId) =>
      close(database, { requestId, ownerId, from: waitingFor(ownerId), change: { status: 'deferred' } }),
    refuseWaiting: (requestId, ownerId, notAgainDays) =>
      close(database, {
        requestId,
        ownerId,
        notAgainDays,
        from: waitingFor(ownerId),
        change: { status: 'refused', refusal_told: vendorKnowsOwner, hint_hash: null },
      }),
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

const openRequest = (database: Kysely<Tables>, requestId: string) =>
  database
    .updateTable('access_request')
    .where('request_id', '=', requestId)
    .where('status', '=', 'requested')
    .where('expires_at', '>', sql<Date>`clock_timestamp()`);

/** How long a deferred request waits in the owner's list. */
export const DEFERRED_DAYS = 7;

const deferred = () => ({
  status: 'deferred' as const,
  expires_at: sql<Date>`clock_timestamp() + make_interval(days => ${DEFERRED_DAYS})`,
});

/** A vendor with a live consent of this owner learns nothing by a refusal; to any other it would say that somebody is there. */
const vendorKnowsOwner = sql<boolean>`EXISTS (SELECT FROM consent WHERE consent.owner_id = access_request.owner_id
  AND consent.vendor_id = access_request.vendor_id AND consent.status IN ('given', 'paused') AND consent.until > clock_timestamp())`;

/** What may be decided while a browser waits, by whoever holds it. */
const OPEN = sql<boolean>`status = 'requested'`;
/** And without one, by its owner alone. */
const waitingFor = (ownerId: string) =>
  sql<boolean>`(owner_id = ${ownerId} AND (status = 'deferred' OR status = 'requested' AND auth_req_id IS NOT NULL))`;

interface Closing {
  readonly requestId: string;
  readonly ownerId: string | null;
  readonly notAgainDays?: number | undefined;
  readonly from: typeof OPEN;
  readonly change: UpdateObject<Tables, 'access_request'>;
}

function close(database: Kysely<Tables>, closing: Closing): Promise<boolean> {
  const { requestId, ownerId, notAgainDays, from, change } = closing;
  return database.transaction().execute(async (trx) => {
    // Locked first, looked at afterwards: a statement that waits for the lock still sees what was there before it waited.
    await trx
      .selectFrom('access_request')
      .select('request_id')
      .where('request_id', '=', requestId)
      .forUpdate()
      .execute();
    // A giving that is being written wins: what the pod may already hold must not be called refused or deferred.
    const closed = await trx
      .updateTable('access_request')
      .set({ ...change, ...(ownerId === null ? {} : { owner_id: ownerId }) })
      .where('request_id', '=', requestId)
      .where('expires_at', '>', sql<Date>`clock_timestamp()`)
      .where(from)
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
      .returning('vendor_id')
      .executeTakeFirst();
    if (closed !== undefined && ownerId !== null && notAgainDays !== undefined)
      await setSilence(trx, { ownerId, vendorId: closed.vendor_id, days: notAgainDays });
    return closed !== undefined;
  });
}
