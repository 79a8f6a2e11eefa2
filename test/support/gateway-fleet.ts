import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../scripts/support/free-port.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import { createTestDatabase } from './test-gateway.ts';
import { startTurningProxy, type TurningProxy } from './turning-proxy.ts';

/** Gateways as an operator runs them, each a process of its own, behind one address and on one database. */
export interface GatewayFleet extends Pick<TurningProxy, 'direct'> {
  readonly origin: string;
  /** Starts the process at this place. The first is at work from the beginning. */
  start(at: number): Promise<void>;
  /** `kill -9`, and it is gone when this resolves. */
  kill(at: number): Promise<void>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startGatewayFleet(options: {
  size: number;
  postgresUrl: string;
  localOrigins: readonly string[];
}): Promise<GatewayFleet> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-fleet-'));
  const databaseUrl = await createTestDatabase(options.postgresUrl);
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const ports: number[] = [];
  while (ports.length < options.size) ports.push(await freePort());
  const proxyPort = await freePort();
  const origin = `http://localhost:${proxyPort}`;
  const running = new Map<number, GatewayProcess>();
  const start = async (at: number): Promise<void> => {
    const started = await startGatewayProcess({
      PARLEY_ORIGIN: origin,
      PARLEY_PORT: String(ports[at]),
      PARLEY_LOCAL: '1',
      PARLEY_LOCAL_ORIGINS: options.localOrigins.map((each) => new URL(each).origin).join(','),
      PARLEY_DATA: folder,
      PARLEY_LOG: 'error',
      DATABASE_URL: databaseUrl,
    });
    running.set(at, started);
  };
  await start(0);
  const proxy = await startTurningProxy(proxyPort, ports);
  return {
    origin,
    direct: proxy.direct,
    start,
    kill: async (at) => running.get(at)?.kill(),
    query: async (text, values) => (await database.query(text, values)).rows,
    async stop() {
      proxy.stop();
      await Promise.all([...running.values()].map((process) => process.kill()));
      await database.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
