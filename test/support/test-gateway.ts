import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, serve } from '@parley/consent-gateway';
import type { Categories } from '@parley/protocol';
import pg from 'pg';
import { freePort } from '../../scripts/support/free-port.ts';
import { caught } from './canaries/plant.ts';

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
  /** Drops the database with everything in it, under the gateway at work, and starts the gateway again on an empty one. */
  loseDatabase(options?: { meanwhile?: () => Promise<void> }): Promise<void>;
  stop(): Promise<void>;
}

/** A database of its own in the run's cluster. */
export async function createTestDatabase(postgresUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = Object.assign(new URL(postgresUrl), { pathname: `/${name}` }).href;
  await createDatabase(postgresUrl, url);
  return url;
}

const nameOf = (databaseUrl: string): string => new URL(databaseUrl).pathname.slice(1);
const createDatabase = (postgresUrl: string, databaseUrl: string) =>
  administer(postgresUrl, `CREATE DATABASE ${nameOf(databaseUrl)}`);
const dropDatabase = (postgresUrl: string, databaseUrl: string) =>
  administer(postgresUrl, `DROP DATABASE ${nameOf(databaseUrl)} WITH (FORCE)`);

async function administer(postgresUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(statement).finally(() => admin.end());
}

/** Where a gateway of a test logs to: what it says is searched when the run is over. */
export const keptLog = (lines: string[]) => ({
  write(line: string): void {
    lines.push(line);
    caught('log', line);
  },
});

/** A whole gateway in this process, on a database and a data folder of its own, and a port that stays the same over a restart. */
export async function startTestGateway(options: {
  postgresUrl: string;
  localOrigins: readonly string[];
  categories?: Categories;
  /** Settings besides. */
  settings?: Readonly<Record<string, string>>;
  /** How its webhooks are tried. Default: as usual. */
  webhooks?: { timeoutMs: number; retrySeconds: readonly number[] };
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
    ...options.settings,
  };
  const logLines: string[] = [];
  const start = () =>
    serve({
      settings: readSettings(environment),
      progress: () => undefined,
      signal: AbortSignal.timeout(60_000),
      // What follows an act comes soon: tests wait for it.
      pace: {
        jobsEveryMs: 300,
        blockEverySeconds: 1,
        ...(options.webhooks === undefined ? {} : { webhooks: options.webhooks }),
      },
      ...(options.categories === undefined ? {} : { categories: options.categories }),
      logTo: keptLog(logLines),
    });
  let running = await start();
  const connect = async () => {
    const connected = new pg.Client({ connectionString: databaseUrl });
    connected.on('error', () => undefined);
    await connected.connect();
    return connected;
  };
  let client = await connect();
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
    async loseDatabase({ meanwhile } = {}) {
      await dropDatabase(options.postgresUrl, databaseUrl);
      await running.stop();
      await createDatabase(options.postgresUrl, databaseUrl);
      await meanwhile?.();
      running = await start();
      client = await connect();
    },
    async stop() {
      await client.end();
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
