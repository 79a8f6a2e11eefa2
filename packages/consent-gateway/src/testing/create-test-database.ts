import { randomBytes } from 'node:crypto';
import { migrateDatabase } from '../adapters/postgres/migrate.ts';
import { type Database, openDatabase } from '../adapters/postgres/open-database.ts';

export interface TestDatabase {
  readonly url: string;
  /** Another pool on it, as another gateway process would have. Closed with the database. */
  open(poolSize?: number): Promise<Database>;
  drop(): Promise<void>;
}

const log = (): void => undefined;

/** A migrated database of its own on a running server: one for each test file. */
export async function createTestDatabase(options: { serverUrl: string }): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = await openDatabase({ url: options.serverUrl, poolSize: 1, log });
  await server.pool.query(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(options.serverUrl), { pathname: `/${name}` }).href;
  await migrateDatabase({ url, log, signal: new AbortController().signal });
  const opened: Database[] = [];
  return {
    url,
    open: async (poolSize = 5) => {
      const database = await openDatabase({ url, poolSize, log });
      opened.push(database);
      return database;
    },
    drop: async () => {
      await Promise.all(opened.map((database) => database.close()));
      await server.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.close();
    },
  };
}
