import pg from 'pg';
import { connectionSettings } from '../open-database.ts';
import { BACKED_UP_TABLES, type BackedUpTable } from './backed-up-tables.ts';
import { schemaOf } from './schema-of.ts';

export interface DumpedRow {
  readonly table: BackedUpTable;
  /** JSON, as PostgreSQL writes it. */
  readonly row: string;
}

const ROWS_AT_ONCE = 1_000;

/** Every row of one moment: what is written meanwhile is in the next backup. `begin` is told of which schema they are. */
export async function* dumpRows(options: {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly onSchema: (schema: readonly string[]) => Promise<void>;
}): AsyncGenerator<DumpedRow> {
  // Its own connection, without a time limit: a large table takes its time.
  const client = new pg.Client(connectionSettings(options.url));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await options.onSchema(await schemaOf(client));
    for (const table of BACKED_UP_TABLES) {
      await client.query(`DECLARE rows CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${table} t`);
      for (;;) {
        options.signal.throwIfAborted();
        const { rows } = await client.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM rows`);
        for (const { row } of rows) yield { table, row };
        if (rows.length < ROWS_AT_ONCE) break;
      }
      await client.query('CLOSE rows');
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
