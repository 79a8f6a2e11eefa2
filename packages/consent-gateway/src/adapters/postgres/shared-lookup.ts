import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { groupCommit } from './group-commit.ts';

/** The most keys that one statement takes. */
const BATCH_LIMIT = 64;
/** PostgreSQL has no such character in a text: nothing is found by it, and a statement that names it fails for everybody in it. */
const NUL = '\0';

/** Stands for the keys in a statement that is compiled once. */
export const KEYS: readonly string[] = [];

/** Where statements are planned once for each connection. */
export interface Planned {
  /** Its columns are named one by one: a plan that is kept does not survive another one beside them. */
  readonly pool: pg.Pool;
}

interface Lookup<Row, R> extends Planned {
  /** Of the statement, on the connections where it is planned once. */
  readonly name: string;
  /** With `KEYS` as a parameter. */
  readonly statement: CompiledQuery<Row>;
  /** The key that a row was found by, and what is found. */
  readonly entry: (row: Row) => readonly [string, R];
}

/**
 * Finds one thing by its key, for many callers at once: what is asked for while a statement is under way shares the next one. Nobody joins
 * a statement that was sent before, so each sees all that was committed until it asked.
 *
 * @example
 * const statement = db.selectFrom('vendor').select(['vendor_id', 'name']).where(sql`vendor_id = ANY(${KEYS})`).compile();
 * const find = sharedLookup({ pool, name: 'parley-vendor', statement, entry: (row) => [row.vendor_id, row.name] });
 */
export function sharedLookup<Row, R>(lookup: Lookup<Row, R>): (key: string) => Promise<R | undefined> {
  const look = groupCommit<string, R | undefined>({
    limit: BATCH_LIMIT,
    async run(keys) {
      const rows = await runWithKeys(lookup, [...new Set(keys)]);
      const found = new Map(rows.map(lookup.entry));
      return keys.map((key) => ({ status: 'fulfilled', value: found.get(key) }));
    },
  });
  return async (key) => (key.includes(NUL) ? undefined : look(key));
}

/** Runs a statement that was compiled with `KEYS`. */
export async function runWithKeys<Row>(
  { pool, name, statement }: Pick<Lookup<Row, never>, 'pool' | 'name' | 'statement'>,
  keys: readonly string[],
): Promise<Row[]> {
  const values = statement.parameters.map((each) => (each === KEYS ? keys : each));
  const { rows } = await pool.query<Row & pg.QueryResultRow>({ name, text: statement.sql, values });
  return rows;
}
