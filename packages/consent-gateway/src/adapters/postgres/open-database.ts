import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { checkServer } from './check-server.ts';
import { toDatabaseFault } from './database-fault.ts';
import type { Tables } from './tables.ts';

export interface DatabaseOptions {
  /** `postgres://…`: a secret. */
  readonly url: string;
  /** Connections this process may hold. Default 10. */
  readonly poolSize?: number;
  /** Told when a connection is lost while nobody uses it. Never the address. */
  readonly log: (message: string) => void;
}

export interface Database {
  readonly db: Kysely<Tables>;
  /** For the one statement that kysely cannot say: the conditional disclosure. */
  readonly pool: pg.Pool;
  /** How many connections of this process are idle and at work, and how much work waits for one. */
  connections(): Readonly<Record<'idle' | 'at work' | 'wanted', number>>;
  /** Waits for what is running, then closes every connection. */
  close(): Promise<void>;
}

const CONNECT_MS = 2_000;
const STATEMENT_MS = 10_000;
const IDLE_MS = 30_000;

/**
 * Opens the database and refuses one that could lose what was acknowledged: a journal row must be on the disk before the
 * first byte of an answer.
 *
 * @throws {DatabaseRefusedError} saying which setting to change
 * @throws {GatewayError} temporarily_unavailable
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = new pg.Pool({
    ...connectionSettings(options.url),
    max: options.poolSize ?? 10,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    // The server's limit does not help where the network swallows the answer.
    query_timeout: STATEMENT_MS + 5_000,
    idle_in_transaction_session_timeout: STATEMENT_MS,
  });
  pool.on('error', () => options.log('a database connection was lost'));
  // While a connection is in use but asks nothing, as between two statements of a transaction, nobody else listens: without this
  // its loss would end the process. The next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw toDatabaseFault(error);
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const connections = () => {
    const { totalCount, idleCount, waitingCount } = pool;
    return { idle: idleCount, 'at work': totalCount - idleCount, wanted: waitingCount };
  };
  return { db, pool, connections, close: () => closeAll(db, pool) };
}

/** kysely ends the pool only where it has used it. */
async function closeAll(db: Kysely<Tables>, pool: pg.Pool): Promise<void> {
  await db.destroy();
  if (!pool.ending) await pool.end();
}

/** What every connection to the database has in common, the migrations' too. */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'parley',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: { getTypeParser },
  };
}

const { builtins } = pg.types;
const FOREVER = new Date(8.64e15);
const NEVER = new Date(-8.64e15);

/** Only for our connections, not for every user of `pg` in the process. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
  // A day has no time zone: as a Date it would become the midnight of wherever the process runs.
  if (oid === builtins.DATE) return (text) => text;
  if (oid === builtins.TIMESTAMPTZ) return parseInstant;
  return pg.types.getTypeParser(oid, 'text');
}

const parseTimestamp = pg.types.getTypeParser(builtins.TIMESTAMPTZ, 'text');

/** `infinity` stays a Date, as the tables say. */
function parseInstant(text: string): unknown {
  if (text === 'infinity') return FOREVER;
  if (text === '-infinity') return NEVER;
  return parseTimestamp(text);
}
