import type pg from 'pg';

/** The database is one on which a promise of durability cannot stand, or too old. The message says what to change. */
export class DatabaseRefusedError extends Error {
  override readonly name = 'DatabaseRefusedError';
}

export interface ServerFacts {
  readonly version: number;
  readonly isReplica: boolean;
  readonly fsync: string;
  readonly pages: string;
  readonly commit: string;
  readonly encoding: string;
}

const OLDEST = 150_000;

/** @throws {DatabaseRefusedError} where an acknowledged row could be lost */
export async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<ServerFacts>(
    `SELECT current_setting('server_version_num')::int AS version, pg_is_in_recovery() AS "isReplica",
       current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
       current_setting('synchronous_commit') AS commit, current_setting('server_encoding') AS encoding`,
  );
  const faults = rows[0] === undefined ? ['it did not say how it is set up'] : faultsOf(rows[0]);
  if (faults.length === 0) return;
  throw new DatabaseRefusedError(
    `This database cannot keep what the gateway promises, so it is not used: ${faults.join('; ')}.`,
  );
}

/** What has to be changed before the gateway uses a server. Every commit that it acknowledges must be on a disk. */
export function faultsOf(server: ServerFacts): string[] {
  const faults: [boolean, string][] = [
    [server.version < OLDEST, 'it is older than PostgreSQL 15: upgrade it'],
    [server.isReplica, 'it is a read replica: point DATABASE_URL at the primary'],
    [server.fsync !== 'on', 'fsync is off: set fsync = on'],
    [server.pages !== 'on', 'full_page_writes is off: set full_page_writes = on'],
    [
      server.commit === 'off',
      'synchronous_commit is off: set synchronous_commit = on, also for the role and the database',
    ],
    [server.encoding !== 'UTF8', 'its encoding is not UTF8: create the database with ENCODING UTF8'],
  ];
  return faults.flatMap(([isFault, remedy]) => (isFault ? [remedy] : []));
}
