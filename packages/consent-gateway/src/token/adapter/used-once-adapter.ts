import { type Kysely, sql } from 'kysely';
import { groupCommit } from '../../adapters/postgres/group-commit.ts';
import { KEYS, type Planned, runWithKeys } from '../../adapters/postgres/shared-lookup.ts';
import type { Tables } from '../../adapters/postgres/tables.ts';
import { inSeconds, type OidcAdapter } from './item-adapter.ts';

/** The most ids that one statement takes. */
const BATCH_LIMIT = 64;
/** Longer than anything is good for that is signed to be used once: an assertion, a proof, a request object. */
const KEPT_SECONDS = 900;

/**
 * Ids that are used once, of client assertions, proofs and request objects. The library looks whether an id was used, and writes it down where
 * it was not: here the look itself takes it, in one statement for all that come at once, so that of many equal ones on all processes
 * exactly one finds it unused. What was used before is found, and refused in the library's words for what it is.
 */
export function usedOnceAdapter({
  database,
  pool,
}: { readonly database: Kysely<Tables> } & Planned): OidcAdapter {
  const taking = { pool, name: 'parley-use-once', statement: takeUnused(database) };
  const take = groupCommit<string, boolean>({
    limit: BATCH_LIMIT,
    async run(ids) {
      const taken = new Set((await runWithKeys(taking, ids)).map(({ id }) => id));
      // Of one id twice in a batch only the first has taken it.
      return ids.map((id) => ({ status: 'fulfilled', value: taken.delete(id) }));
    },
  });
  return {
    find: async (id) => ((await take(id)) ? undefined : { kind: 'ReplayDetection', jti: id }),
    async upsert(_id, _payload, expiresIn = 0) {
      if (expiresIn > KEPT_SECONDS) throw new TypeError('an id that is good for longer than it is kept');
    },
    findByUserCode: nothing,
    findByUid: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  };
}

const nothing = async (): Promise<undefined> => undefined;

/** Sorted: two processes that meet the same ids in another order would wait for each other. */
const takeUnused = (database: Kysely<Tables>) =>
  database
    .insertInto('replay')
    .columns(['id', 'expires_at'])
    .expression(sql`SELECT id, ${inSeconds(KEPT_SECONDS)} FROM unnest(${KEYS}::text[]) AS id ORDER BY id`)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .compile();
