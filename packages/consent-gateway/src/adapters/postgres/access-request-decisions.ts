import { type Kysely, sql } from 'kysely';
import type { AccessRequestStore } from '../../access-request/access-request.ts';
import { fromRow } from './access-request-rows.ts';
import type { Tables } from './tables.ts';

type Decisions = Pick<
  AccessRequestStore,
  'bindApp' | 'claim' | 'refuse' | 'defer' | 'refuseDeferred' | 'useTicket'
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
    refuse: (requestId, ownerId, continueHash) =>
      close(database, { requestId, ownerId, continueHash, change: { status: 'refused' } }),
    defer: (requestId, ownerId, continueHash) =>
      close(database, { requestId, ownerId, continueHash, change: deferred() }),
    async refuseDeferred(requestId, ownerId) {
      const refused = await database
        .updateTable('access_request')
        .set({ status: 'refused' })
        .where('request_id', '=', requestId)
        .where('owner_id', '=', ownerId)
        .where('status', '=', 'deferred')
        .where('expires_at', '>', sql<Date>`clock_timestamp()`)
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

const openRequest = (database: Kysely<Tables>, requestId: string) =>
  database
    .updateTable('access_request')
    .where('request_id', '=', requestId)
    .where('status', '=', 'requested')
    .where('expires_at', '>', sql<Date>`clock_timestamp()`);

/** How long a deferred request waits in the owner's list. */
const DEFERRED_DAYS = 7;

const deferred = () => ({
  status: 'deferred' as const,
  expires_at: sql<Date>`clock_timestamp() + make_interval(days => ${DEFERRED_DAYS})`,
});

interface Closing {
  readonly requestId: string;
  readonly ownerId: string | null;
  readonly continueHash: string | null;
  readonly change: { readonly status: 'refused' } | ReturnType<typeof deferred>;
}

/** Takes an open request off the browser that carries it. */
function close(
  database: Kysely<Tables>,
  { requestId, ownerId, continueHash, change }: Closing,
): Promise<boolean> {
  return database.transaction().execute(async (trx) => {
    // Locked first, looked at afterwards: a statement that waits for the lock still sees what was there before it waited.
    await trx
      .selectFrom('access_request')
      .select('request_id')
      .where('request_id', '=', requestId)
      .forUpdate()
      .execute();
    // A giving that is being written wins: what the pod may already hold must not be called refused or deferred.
    const closed = await openRequest(trx, requestId)
      .set({
        ...change,
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
    return closed.numUpdatedRows > 0n;
  });
}
