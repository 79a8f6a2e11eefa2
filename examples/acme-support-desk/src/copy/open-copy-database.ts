// Acme's own database: what it holds of its customers, and nothing of anybody else.

import pg from 'pg';

const TABLES = `
CREATE TABLE IF NOT EXISTS consent (
  consent_id text PRIMARY KEY,
  subject text,
  -- How often there was something to look at, and how much of that was looked at.
  told integer NOT NULL DEFAULT 1,
  seen integer NOT NULL DEFAULT 0,
  is_open boolean NOT NULL DEFAULT false,
  state jsonb,
  cursor text,
  looked_at timestamptz,
  deleted_at timestamptz
);
CREATE TABLE IF NOT EXISTS item (
  consent_id text NOT NULL REFERENCES consent,
  category text NOT NULL,
  id text NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (consent_id, category, id)
);
-- The names of fields that came, never a value.
CREATE TABLE IF NOT EXISTS read (
  consent_id text NOT NULL REFERENCES consent,
  at timestamptz NOT NULL,
  is_answered boolean NOT NULL,
  fields text[] NOT NULL
);
-- Which version of a preference was spoken of, by its digest.
CREATE TABLE IF NOT EXISTS honour (
  consent_id text NOT NULL REFERENCES consent,
  preference_id text NOT NULL,
  version_digest text NOT NULL,
  action text NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS seen_event (
  event_id text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
`;

/** Of one desk: two that start at once would make the tables twice. */
const TABLES_LOCK = 7_415;
const MAX_CONNECTIONS = 5;
const CONNECT_MS = 10_000;

export type Sql = Pick<pg.PoolClient, 'query'>;

export interface CopyDatabase extends Sql {
  /** All of the work is kept, or nothing. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `url`: `postgres://…`, a database for the desk alone. Its tables are made where they are not there. */
export async function openCopyDatabase(options: {
  readonly url: string;
  readonly log: (line: string) => void;
}): Promise<CopyDatabase> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
  });
  pool.on('error', () => options.log('A connection to the database was lost'));
  const database: CopyDatabase = {
    query: pool.query.bind(pool) as Sql['query'],
    async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
      const sql = await pool.connect();
      try {
        await sql.query('BEGIN');
        const done = await work(sql);
        await sql.query('COMMIT');
        sql.release();
        return done;
      } catch (fault) {
        // Whatever it has begun ends with its connection.
        sql.release(true);
        throw fault;
      }
    },
    close: () => pool.end(),
  };
  await database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [TABLES_LOCK]);
    await sql.query(TABLES);
  });
  return database;
}
