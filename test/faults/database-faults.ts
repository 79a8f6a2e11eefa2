import pg from 'pg';

export interface DatabaseFaults {
  /** The database's clock, beside the one of the gateways: seconds that it is ahead. */
  jump(seconds: number): Promise<void>;
  /**
   * What PostgreSQL says at any write for which no block is left: `53100`. A stand-in for a full disk that needs no rights: where the
   * write-ahead log has no room either, PostgreSQL ends itself, which is the same as its being killed.
   */
  fillDisk(isFull: boolean): Promise<void>;
  /** Every statement about consents waits, and with it each connection of each pool, until it is let go. */
  block(): Promise<() => Promise<void>>;
  /** Ends every connection of the gateways. */
  cutConnections(): Promise<void>;
}

type Query = (text: string, values?: unknown[]) => Promise<unknown>;

/** Every call of `clock_timestamp()` by its bare name finds this one first; the real one is asked by its full name. */
const CLOCK = `
  CREATE TABLE fault (ahead interval NOT NULL, is_full boolean NOT NULL);
  INSERT INTO fault VALUES ('0', false);
  CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM public.fault';
  CREATE FUNCTION public.refuse_when_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT is_full FROM public.fault) THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
      END IF;
      RETURN NULL;
    END $$;`;

/** On a database that is still empty: the gateways make their tables and their connections afterwards. */
export async function installDatabaseFaults(url: string, query: Query): Promise<DatabaseFaults> {
  const name = new URL(url).pathname.slice(1);
  await query(CLOCK);
  await query(`ALTER DATABASE "${name}" SET search_path TO public, pg_catalog`);
  let isTriggered = false;
  return {
    jump: async (seconds) =>
      void (await query(`UPDATE fault SET ahead = make_interval(secs => $1)`, [seconds])),
    async fillDisk(isFull) {
      if (!isTriggered) for (const statement of await triggers(query)) await query(statement);
      isTriggered = true;
      await query('UPDATE fault SET is_full = $1', [isFull]);
    },
    async block() {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      await client.query('BEGIN; LOCK TABLE consent IN ACCESS EXCLUSIVE MODE');
      return () => client.end();
    },
    cutConnections: async () =>
      void (await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley'`,
      )),
  };
}

async function triggers(query: Query): Promise<string[]> {
  const tables = (await query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     AND NOT relispartition AND relname <> 'fault' ORDER BY 1`,
  )) as { name: string }[];
  return tables.map(
    ({ name }) =>
      `CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON "${name}" FOR EACH STATEMENT EXECUTE FUNCTION refuse_when_full()`,
  );
}
