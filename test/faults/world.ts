import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@parley/consent-gateway/testing';
import pg from 'pg';
import { freePort } from '../../scripts/support/free-port.ts';
import { createOwnerApp, type OwnerApp } from '../../scripts/support/owner-app.ts';
import { type RunningCss, startCss } from '../../scripts/support/pod-server/start-css.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { startTurningProxy, type TurningProxy } from '../support/turning-proxy.ts';
import { type DatabaseFaults, installDatabaseFaults } from './database-faults.ts';
import { type FaultyLine, startFaultyLine } from './faulty-line.ts';

/** Two gateway processes behind one address, their database, a pod server behind a line of its own, an owner and two vendors. */
export interface World {
  readonly origin: string;
  readonly podOrigin: string;
  readonly gateways: readonly [WorldGateway, WorldGateway];
  readonly proxy: TurningProxy;
  readonly podLine: FaultyLine;
  readonly pods: { kill(): Promise<void>; start(): Promise<void> };
  readonly database: WorldDatabase;
  readonly alice: TestOwner;
  readonly app: OwnerApp;
  /** Another person, who has connected no pod. */
  readonly mallory: TestOwner;
  /** What the gateway was shown with the owner's last question, as whoever runs it sees it. */
  readonly overheard: () => OwnersCall | undefined;
  readonly vendors: readonly [TestVendor, TestVendor];
  /** Every line that a gateway has logged. */
  readonly logged: string[];
  stop(): Promise<void>;
}

export interface OwnersCall {
  readonly path: string;
  readonly authorization: string;
  readonly dpop: string;
}

export interface WorldGateway {
  readonly port: number;
  kill(): Promise<void>;
  start(options?: { isDiskFull?: boolean }): Promise<void>;
  /** It has ended without being killed. */
  hasCrashed(): boolean;
}

export interface WorldDatabase extends DatabaseFaults {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  kill(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** No call of the owner's app waits longer: what has not answered by then hangs. */
export const HANGS_AFTER_MS = 50_000;
/** In an issue's text: nothing that rests may hold it. */
export const CANARY = 'canary-7f3a9c';

export async function startWorld(folder: string): Promise<World> {
  const [podPort, innerPodPort] = [await freePort(), await freePort()];
  const podOrigin = `http://localhost:${podPort}`;
  const podLine = await startFaultyLine({ port: podPort, to: innerPodPort });
  const [css, database, ...vendors] = await Promise.all([
    startPods({ port: innerPodPort, baseUrl: `${podOrigin}/`, rootFilePath: join(folder, 'pods') }),
    startDatabase(join(folder, 'postgres')),
    startTestVendor({ name: 'Acme Broadband' }),
    startTestVendor({ name: 'Bolt Energy' }),
  ]);
  const ports = [await freePort(), await freePort()] as const;
  const proxyPort = await freePort();
  const origin = `http://localhost:${proxyPort}`;
  const logged: string[] = [];
  const gateways = ports.map((port) =>
    createGateway(port, {
      environment: {
        PARLEY_ORIGIN: origin,
        PARLEY_PORT: String(port),
        PARLEY_LOCAL: '1',
        PARLEY_LOCAL_ORIGINS: [podOrigin, ...vendors.map((vendor) => vendor.origin)].join(','),
        PARLEY_DATA: join(folder, 'gateway'),
        PARLEY_LOG: 'debug',
        DATABASE_URL: database.url,
      },
      log: (text) => logged.push(text),
    }),
  ) as unknown as World['gateways'];
  for (const gateway of gateways) await gateway.start();
  let overheard: OwnersCall | undefined;
  const proxy = await startTurningProxy(proxyPort, ports, ({ method, url: path = '', headers }) => {
    const { authorization, dpop } = headers;
    if (method !== 'GET' || !path.startsWith('/owner/v1/consents')) return;
    if (authorization !== undefined && typeof dpop === 'string') overheard = { path, authorization, dpop };
  });
  const people = { cssUrl: `${podOrigin}/`, gateway: origin };
  const alice = await createTestOwner(people);
  const mallory = await createTestOwner({ ...people, connect: false });
  for (const [index, { clientId }] of vendors.entries()) {
    await knowVendor(alice.pod, { id: `vendor${index}`, clientId });
    const issue = { title: `For vendor${index}`, description: `${CANARY} seen by vendor${index} alone` };
    await addIssue(alice.pod, `vendor${index}`, issue);
  }
  const app = createOwnerApp({
    gateway: origin,
    fetch: (input, init) => alice.fetch(input, { ...init, signal: AbortSignal.timeout(HANGS_AFTER_MS) }),
  });
  return {
    ...{
      origin,
      podOrigin,
      gateways,
      proxy,
      podLine,
      pods: css,
      database,
      alice,
      mallory,
      app,
      vendors,
      logged,
    },
    overheard: () => overheard,
    async stop() {
      podLine.set('open');
      await Promise.all([alice, mallory].map((each) => each.close().catch(() => undefined)));
      for (const vendor of vendors) vendor.stop();
      proxy.stop();
      await Promise.all(gateways.map((gateway) => gateway.kill()));
      podLine.stop();
      await Promise.all([css.kill(), database.stop()]);
    },
  };
}

async function startPods(options: Parameters<typeof startCss>[0]): Promise<World['pods']> {
  let running: RunningCss = await startCss(options);
  return {
    kill: () => running.kill(),
    async start() {
      running = await startCss(options);
    },
  };
}

function createGateway(
  port: number,
  options: { environment: Record<string, string>; log: (text: string) => void },
): WorldGateway {
  let running: GatewayProcess | undefined;
  return {
    port,
    async kill() {
      const killed = running;
      running = undefined;
      await killed?.kill();
    },
    async start({ isDiskFull = false } = {}) {
      running = await startGatewayProcess(options.environment, { isDiskFull, log: options.log });
    },
    hasCrashed: () => running?.hasEnded() === true,
  };
}

async function startDatabase(dataDir: string): Promise<WorldDatabase & { url: string }> {
  const start = () =>
    startEmbeddedPostgres({ dataDir, log: () => undefined, signal: AbortSignal.timeout(120_000) });
  let running: EmbeddedPostgres = await start();
  const { url } = running;
  const query: WorldDatabase['query'] = async (text, values) => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return client
      .query(text, values)
      .then(
        ({ rows }) => rows,
        (error: unknown) => Promise.reject(error),
      )
      .finally(() => client.end());
  };
  return {
    url,
    query,
    ...(await installDatabaseFaults(url, query)),
    async kill() {
      const [pid] = (await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await running.stop();
    },
    stop: () => running.stop(),
    async start() {
      running = await start();
      if (running.url !== url) throw new Error('The database came back at another address.');
    },
  };
}
