import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Takes an id once, on all processes together, until its time is over. */
export function createReplayStore(options: { database: Kysely<Tables> }): {
  useOnce(id: string, seconds: number): Promise<boolean>;
} {
  return {
    async useOnce(id, seconds) {
      const taken = await options.database
        .insertInto('replay')
        .values({ id, expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})` })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return taken.numInsertedOrUpdatedRows === 1n;
    },
  };
}
