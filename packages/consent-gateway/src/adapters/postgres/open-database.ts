import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { checkServer } from './check-server.ts';
import { toDatabaseFault } from './database-fault.ts';
import type { Tables } from './tables.ts';

export interface DatabaseOptions {
  /** `postgres://…`: a secret. */
  readonly url: string;
  /** Connections this process may hold, two at least. Default 10. */
  readonly poolSize?: number;
  /** Told when a connection is lost while nobody uses it. Never the address. */
  readonly log: (message: string) => void;
}

export interface Database {
  readonly db: Kysely<Tables>;
  /**
   * For statements that are sent again and again: the conditional disclosure, why one was refused, and what a token is made from. On these
   * connections a statement is planned once. PostgreSQL would otherwise guess, from tables that were still empty, that planning the
   * disclosure anew each time pays: measured, 1.4 ms for a batch of eight reads in place of 0.8 ms.
   */
  readonly pool: pg.Pool;
  /** How many connections of this process are idle and at work, and how much work waits for one. */
  connections(): Readonly<Record<'idle' | 'at work' | 'wanted', number>>;
  /** Waits for what is running, then closes every connection. */
  close(): Promise<void>;
}

/** Each of these statements goes one at a time, for all that wait. Measured with four: smaller batches, and a tenth fewer tokens. */
const PLANNED_ONCE = 2;
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
  const { url, poolSize = 10, log } = options;
  const plannedOnce = Math.min(PLANNED_ONCE, Math.ceil(poolSize / 4));
  const pool = openPool({
    ...{ url, log, max: plannedOnce },
    // The pool waits for what this returns.
    onConnect: (client) => client.query('SET plan_cache_mode = force_generic_plan'),
  });
  const others = openPool({ url, log, max: Math.max(1, poolSize - plannedOnce) });
  const close = async (): Promise<void> => {
    await Promise.all([pool, others].filter((each) => !each.ending).map((each) => each.end()));
  };
  try {
    await checkServer(others);
  } catch (error) {
    await close();
    throw toDatabaseFault(error);
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: others }) });
  return { db, pool, connections: () => countConnections([pool, others]), close };
}

function openPool(options: {
  url: string;
  max: number;
  log: (message: string) => void;
  onConnect?: (client: pg.ClientBase) => void;
}): pg.Pool {
  const { url, max, log, onConnect } = options;
  const pool = new pg.Pool({
    ...connectionSettings(url),
    max,
    ...(onConnect && { onConnect }),
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    // The server's limit does not help where the network swallows the answer.
    query_timeout: STATEMENT_MS + 5_000,
    idle_in_transaction_session_timeout: STATEMENT_MS,
  });
  pool.on('error', () => log('a database connection was lost'));
  // While a connection is in use but asks nothing, as between two statements of a transaction, nobody else listens: without this
  // its loss would end the process. The next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function countConnections(pools: readonly pg.Pool[]): ReturnType<Database['connections']> {
  const sum = (of: (pool: pg.Pool) => number): number => pools.reduce((all, pool) => all + of(pool), 0);
  const idle = sum((pool) => pool.idleCount);
  return { idle, 'at work': sum((pool) => pool.totalCount) - idle, wanted: sum((pool) => pool.waitingCount) };
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
