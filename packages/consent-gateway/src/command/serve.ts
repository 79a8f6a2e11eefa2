import { mkdir } from 'node:fs/promises';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Categories } from '@parley/protocol';
import { type DestinationStream, type Logger, pino } from 'pino';
import { readDashboardFiles } from '../adapters/files/dashboard-files.ts';
import { openUntoldFiles } from '../adapters/files/untold-files.ts';
import { startEmbeddedPostgres } from '../adapters/postgres/embedded/start-embedded-postgres.ts';
import { migrateDatabase } from '../adapters/postgres/migrate.ts';
import { type Database, openDatabase } from '../adapters/postgres/open-database.ts';
import { findDueOwners } from '../composition/rebuilding.ts';
import type { Settings } from '../config.ts';
import { createConsentGateway } from '../create-consent-gateway.ts';
import { createDashboard } from '../dashboard/create-dashboard.ts';
import { createHttpServer } from '../http/create-http-server.ts';
import { drainServer } from '../http/drain-server.ts';
import { createMetrics } from '../http/metrics.ts';
import { repeat } from '../jobs.ts';
import type { Pace } from '../pace.ts';
import { dueInWords } from '../rebuild/figures.ts';
import type { FileSecrets } from '../secrets/file-secrets.ts';
import { openSecrets } from '../secrets/open-secrets.ts';
import { openOwnerLog } from '../secrets/owner-log.ts';
import { keepNotedActs } from './audited.ts';

export interface RunningGateway {
  readonly port: number;
  /** `undefined`: no dashboard is served. */
  readonly dashboardPort: number | undefined;
  readonly databaseUrl: string;
  /** Takes no new request, waits for those under way (bounded), then closes everything. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  settings: Settings;
  /** Told what is going on while it starts. */
  progress: (message: string) => void;
  signal: AbortSignal;
  /** Where log lines go. Default: standard error. */
  logTo?: { write(line: string): void };
  /** What can be asked for and read. Default: the published categories. */
  categories?: Categories;
  /** How soon the background follows. Default: the usual pace. */
  pace?: Pace;
}

const DRAIN_MS = 10_000;

/** Starts the whole gateway: secrets, database, migrations, listener, jobs. */
export async function serve(options: ServeOptions): Promise<RunningGateway> {
  const { settings, progress, signal } = options;
  const log = createLog(settings, options.logTo ?? pino.destination({ dest: 2, sync: true }));
  const closing: (() => Promise<void>)[] = [];
  try {
    const { dataDir } = settings;
    await mkdir(dataDir, { recursive: true });
    const secrets = await openSecrets(settings);
    if (!secrets.isEncrypted && !settings.local) log.warn(NOT_ENCRYPTED);
    const databaseUrl = settings.databaseUrl ?? (await ownDatabase({ ...options, closing }));
    progress('bringing the database up to date');
    await migrateDatabase({ url: databaseUrl, log: (message) => log.debug(message), signal });
    const database = await openDatabase({
      url: databaseUrl,
      poolSize: settings.databasePool,
      log: (message) => log.warn(message),
    });
    closing.push(() => database.close());
    const metrics = createMetrics();
    const outside = {
      ownerLog: await openOwnerLog({ dataDir, secrets }),
      untold: await openUntoldFiles({ dataDir, secrets }),
    };
    const { categories } = options;
    const due = await findDueOwners({ settings, secrets, database, ...outside, categories });
    for (const line of dueInWords(due)) progress(line);
    const gateway = createConsentGateway({
      settings,
      secrets,
      ...outside,
      dueOwners: due.owners,
      database,
      metrics,
      pace: options.pace,
      log,
      ...(categories === undefined ? {} : { categories }),
    });
    const jobs = gateway.startJobs();
    closing.push(keepActs(settings, database, log));
    closing.push(() => jobs.stop());
    closing.push(followSecrets(secrets, log));
    const port = await serveOn(gateway.app, settings, { settings, closing });
    closing.push(async () => gateway.endStreams());
    const dashboardPort = await serveDashboard({ settings, closing, log });
    const { metricsPort, metricsHost } = settings;
    if (metricsPort !== undefined)
      await serveOn(metrics.app, { port: metricsPort, host: metricsHost }, { settings, closing });
    return { port, dashboardPort, databaseUrl, stop: () => closeAll(closing) };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

interface Listening {
  readonly settings: Settings;
  readonly closing: (() => Promise<void>)[];
}

/** Listens until it is closed. Returns the port that it got. */
async function serveOn(
  app: RequestListener,
  { port, host }: { readonly port: number; readonly host: string },
  { settings, closing }: Listening,
): Promise<number> {
  const server = await listen(createHttpServer(app, settings), port, host);
  closing.push(() => drainServer(server, { withinMs: DRAIN_MS }));
  return (server.address() as AddressInfo).port;
}

/** On a listener of its own, because it has an origin of its own. */
async function serveDashboard(options: Listening & { readonly log: Logger }): Promise<number | undefined> {
  const { settings, log } = options;
  const { dashboard, host } = settings;
  if (dashboard === undefined) return undefined;
  const app = createDashboard({ ...settings, dashboard, log }, await readDashboardFiles());
  return serveOn(app, { port: dashboard.port, host }, options);
}

const NOT_ENCRYPTED =
  "secrets.json is not encrypted: set PARLEY_SECRETS_KEY and run 'parley-gateway key encrypt', or keep its disk as a secret";
const LOOK_AT_SECRETS_MS = 2_000;

/** A rotation reaches a process that runs: it looks into the file again and again. Returns how to stop it. */
function followSecrets(secrets: FileSecrets, log: Logger): () => Promise<void> {
  const job = repeat({
    everyMs: LOOK_AT_SECRETS_MS,
    async round() {
      if (await secrets.refresh()) log.info('the keys in secrets.json have changed and are in use');
    },
    onFault: (error) =>
      log.error(
        { reason: error instanceof Error ? error.message : 'unknown' },
        'secrets.json cannot be used: the keys from before stay in use',
      ),
  });
  return () => job.stop();
}

const KEEP_ACTS_EVERY_MS = 30_000;

/** What operators have done while no database was at hand, such as with keys, gets into it. Returns how to stop it. */
function keepActs(settings: Settings, { db }: Database, log: Logger): () => Promise<void> {
  const job = repeat({
    everyMs: KEEP_ACTS_EVERY_MS,
    round: () => keepNotedActs(settings, (work) => work(db)),
    onFault: () =>
      log.error('what operators did is noted in the data folder, and does not get into the database'),
  });
  return () => job.stop();
}

async function ownDatabase(options: ServeOptions & { closing: (() => Promise<void>)[] }): Promise<string> {
  options.progress('starting the embedded PostgreSQL');
  const postgres = await startEmbeddedPostgres({
    dataDir: join(options.settings.dataDir, 'postgres'),
    log: options.progress,
    signal: options.signal,
  });
  options.closing.push(() => postgres.stop());
  return postgres.url;
}

function createLog(settings: Settings, destination: DestinationStream) {
  const paths = ['*.token', '*.proof', '*.authorization', '*.webId', '*.cookie', 'req', 'res'];
  return pino({ level: settings.logLevel, base: null, redact: { paths, remove: true } }, destination);
}

async function listen(server: Server, port: number, host: string): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} on ${host} is in use. Set another PARLEY_PORT, or stop what is listening there.`,
            )
          : error,
      );
    });
    server.listen(port, host, () => resolve());
  });
  return server;
}

async function closeAll(closing: (() => Promise<void>)[]): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}
