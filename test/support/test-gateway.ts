import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, serve } from '@parley/consent-gateway';
import type { Categories } from '@parley/protocol';
import pg from 'pg';
import { freePort } from '../../scripts/support/free-port.ts';

export interface TestGateway {
  readonly origin: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Every line logged so far. */
  readonly logLines: string[];
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Stops the gateway and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A database of its own in the run's cluster. */
export async function createTestDatabase(postgresUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`).finally(() => admin.end());
  return Object.assign(new URL(postgresUrl), { pathname: `/${name}` }).href;
}

/** A whole gateway in this process, on a database and a data folder of its own, and a port that stays the same over a restart. */
export async function startTestGateway(options: {
  postgresUrl: string;
  localOrigins: readonly string[];
  categories?: Categories;
  /** Where a proxy stands before it. Default: none, and its origin has its own port. */
  proxyPort?: number;
}): Promise<TestGateway> {
  const databaseUrl = await createTestDatabase(options.postgresUrl);
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-gateway-'));
  const port = await freePort();
  const origin = `http://localhost:${options.proxyPort ?? port}`;
  const environment = {
    PARLEY_ORIGIN: origin,
    PARLEY_PORT: String(port),
    PARLEY_LOCAL: '1',
    PARLEY_LOCAL_ORIGINS: options.localOrigins.map((each) => new URL(each).origin).join(','),
    PARLEY_DATA: dataDir,
    PARLEY_LOG: 'debug',
    DATABASE_URL: databaseUrl,
  };
  const logLines: string[] = [];
  const start = () =>
    serve({
      settings: readSettings(environment),
      progress: () => undefined,
      signal: AbortSignal.timeout(60_000),
      ...(options.categories === undefined ? {} : { categories: options.categories }),
      logTo: { write: (line) => void logLines.push(line) },
    });
  let running = await start();
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  return {
    origin,
    environment,
    databaseUrl,
    dataDir,
    logLines,
    query: async (text, values) => (await client.query(text, values)).rows,
    async restart() {
      await running.stop();
      running = await start();
    },
    async stop() {
      await client.end();
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
