import {
  createStores,
  createTestDatabase,
  type Database,
  memorySecrets,
  type Stores,
  type TestDatabase,
} from '@parley/consent-gateway/testing';
import { inject } from 'vitest';

export interface TwoProcesses {
  readonly database: Database;
  readonly stores: Stores;
  /** Of the other process: a pool of its own, the same secrets. */
  readonly others: Stores;
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  drop: TestDatabase['drop'];
}

/** What two gateway processes have of one database of their own. */
export async function createTwoProcesses(): Promise<TwoProcesses> {
  const testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  const secrets = await memorySecrets();
  const ownerLog = { append: async () => undefined };
  const database = await testDatabase.open(10);
  return {
    database,
    stores: createStores({ database, secrets, ownerLog }),
    others: createStores({ database: await testDatabase.open(10), secrets, ownerLog }),
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await database.pool.query<Row>(text, values)).rows,
    drop: () => testDatabase.drop(),
  };
}
