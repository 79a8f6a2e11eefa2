import pg from 'pg';
import { DUE_MARK } from '../due-owner.ts';
import { connectionSettings } from '../open-database.ts';
import { BACKED_UP_TABLES, type BackedUpTable } from './backed-up-tables.ts';
import type { DumpedRow } from './dump-rows.ts';
import { schemaOf } from './schema-of.ts';

const ROWS_AT_ONCE = 500;

/**
 * Fills an empty database in one transaction: a fault in the rows, or at their end, leaves it empty. Every owner is marked as due, so that
 * nothing is live before it was compared with the pod.
 *
 * @throws {Error} saying what to do, where the database is not empty or of another schema
 */
export async function loadRows(options: {
  readonly url: string;
  readonly schema: readonly string[];
  readonly rows: AsyncIterable<DumpedRow>;
}): Promise<number> {
  const client = new pg.Client(connectionSettings(options.url));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${BACKED_UP_TABLES.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    await refuseUnlessEmpty(client);
    await refuseOtherSchema(client, options.schema);
    const loaded = await insertAll(client, options.rows);
    await client.query(`UPDATE owner SET nonce = $1 || nonce WHERE nonce NOT LIKE $1 || '%'`, [DUE_MARK]);
    await client.query(`UPDATE consent SET pod_checked_at = '-infinity'`);
    await client.query(
      `SELECT setval(pg_get_serial_sequence('pod_outbox', 'id'), coalesce(max(id), 0) + 1, false) FROM pod_outbox`,
    );
    await client.query('COMMIT');
    return loaded;
  } finally {
    // Without a COMMIT the server takes everything back.
    await client.end();
  }
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const tables = BACKED_UP_TABLES.map((table) => `(SELECT EXISTS (SELECT FROM ${table}))`);
  const { rows } = await client.query<{ used: boolean }>(`SELECT ${tables.join(' OR ')} AS used`);
  if (rows[0]?.used !== false)
    throw new Error(
      'The database is not empty, and nothing was changed. A backup is restored into an empty one: stop the gateway, then drop and create the database, or move the folder of the embedded one away.',
    );
}

async function refuseOtherSchema(client: pg.Client, schema: readonly string[]): Promise<void> {
  const present = await schemaOf(client);
  if (JSON.stringify(present) !== JSON.stringify(schema))
    throw new Error(
      `The backup is of another version: its last migration is ${schema.at(-1)}, this gateway's is ${present.at(-1)}. Restore it with the version that made it, then upgrade.`,
    );
}

async function insertAll(client: pg.Client, rows: AsyncIterable<DumpedRow>): Promise<number> {
  let loaded = 0;
  let batch: DumpedRow[] = [];
  const flush = async (): Promise<void> => {
    const [first] = batch;
    if (first !== undefined) await insert(client, first.table, batch);
    loaded += batch.length;
    batch = [];
  };
  for await (const row of rows) {
    if (batch.length >= ROWS_AT_ONCE || (batch[0] !== undefined && batch[0].table !== row.table))
      await flush();
    batch.push(row);
  }
  await flush();
  return loaded;
}

async function insert(client: pg.Client, table: BackedUpTable, rows: readonly DumpedRow[]): Promise<void> {
  const values = `[${rows.map(({ row }) => row).join(',')}]`;
  await client.query(
    `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`,
    [values],
  );
}
