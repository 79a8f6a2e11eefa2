import { type Kysely, sql } from 'kysely';
import type { PendingDecision, SignInStore } from '../../interaction/sign-in.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import type { Tables } from './tables.ts';

const CONTEXT = 'sign-in';
export const SIGN_IN_SECONDS = 900;

/** Decisions that wait for the owner's provider, sealed: they name a WebID. */
export function createSignInStore(options: { database: Kysely<Tables>; sealingKey: Buffer }): SignInStore {
  const { database, sealingKey } = options;
  const live = () =>
    database.selectFrom('sign_in').select('sealed').where('expires_at', '>', sql<Date>`clock_timestamp()`);
  const open = (row: { sealed: Buffer } | undefined) =>
    row === undefined ? undefined : (unseal(sealingKey, CONTEXT, row.sealed) as PendingDecision);
  return {
    async begin(stateHash, pending) {
      await database
        .insertInto('sign_in')
        .values({
          state_hash: stateHash,
          request_id: pending.requestId,
          ticket_hash: null,
          sealed: seal(sealingKey, CONTEXT, pending),
          expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${SIGN_IN_SECONDS})`,
        })
        .execute();
    },
    find: async (stateHash) =>
      open(
        await live().where('state_hash', '=', stateHash).where('ticket_hash', 'is', null).executeTakeFirst(),
      ),
    async confirm(stateHash, ticketHash, confirmed) {
      const kept = await database
        .updateTable('sign_in')
        .set({ ticket_hash: ticketHash, sealed: seal(sealingKey, CONTEXT, confirmed) })
        .where('state_hash', '=', stateHash)
        .where('ticket_hash', 'is', null)
        .executeTakeFirst();
      return kept.numUpdatedRows > 0n;
    },
    findConfirmed: async (requestId, ticketHash) =>
      open(
        await live()
          .where('request_id', '=', requestId)
          .where('ticket_hash', '=', ticketHash)
          .executeTakeFirst(),
      ),
    async remove(ticketHash) {
      await database.deleteFrom('sign_in').where('ticket_hash', '=', ticketHash).execute();
    },
  };
}
