// The programs of the demo, started side by side: pod server, gateway with its database, two vendors.

import { createWriteStream } from 'node:fs';
import { type Acme, startAcme } from 'acme-support-desk';
import { type Grocer, startGrocer } from 'green-grocer';
import { ensureDashboard } from '../support/build-dashboard.ts';
import { startCss } from '../support/pod-server/start-css.ts';
import type { DemoFolder, Ports } from './data-folder.ts';
import { type RunningGateway, type StartGatewayOptions, startGateway } from './start-gateway.ts';
import { openVendorDatabase } from './vendor-database.ts';

export interface Servers {
  /** Origin, without a slash. */
  readonly gateway: string;
  /** The dashboard's origin. */
  readonly dashboard: string;
  /** The origin of a vendor that somebody starts beside it. */
  readonly ownVendor: string;
  /** With a slash. */
  readonly pods: string;
  readonly acme: Acme;
  readonly grocer: Grocer;
  /** Resolves, with its name, when one of them has ended by itself. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

export interface StartServersOptions {
  readonly folder: DemoFolder;
  readonly ports: Ports;
  readonly say: (text: string) => void;
  /** Ends the start. */
  readonly signal: AbortSignal;
}

const STILL_STARTING_MS = 5_000;

/** Where a vendor of one's own may run: the gateway talks to it too. */
export function ownVendorOrigin(ports: Ports): string {
  return `http://localhost:${ports.gateway + OWN_VENDOR_AFTER}`;
}

const OWN_VENDOR_AFTER = 10;

/** Starts all, or leaves none running. */
export async function startServers(options: StartServersOptions): Promise<Servers> {
  const { folder, ports, say } = options;
  const starting = new AbortController();
  const { signal } = starting;
  const giveUp = (): void => starting.abort(options.signal.reason);
  options.signal.addEventListener('abort', giveUp, { once: true });
  const others = [ports.pods, ports.vendor, ports.grocer].map((port) => `http://localhost:${port}`);
  say('starting the pod server (5 to 15 s the first time), the gateway with its database, and the vendors');
  const heartbeat = setInterval(() => say('the pod server is still starting'), STILL_STARTING_MS);
  const gatewayStart = startGatewayWithDashboard({
    port: ports.gateway,
    dashboardPort: ports.dashboard,
    pods: `http://localhost:${ports.pods}/`,
    dataDir: folder.gateway,
    logFile: folder.gatewayLog,
    localOrigins: [...others, ownVendorOrigin(ports)],
    say: (line) => say(`gateway: ${line}`),
    signal,
  }).then((started) => {
    say(`dashboard ready: http://localhost:${ports.dashboard}/`);
    say(`gateway ready: ${started.origin}`);
    return started;
  });
  const starts = [
    startPods(options, signal).finally(() => clearInterval(heartbeat)),
    gatewayStart,
    startVendor(options, { signal, gatewayStart }),
    startShop(options, signal),
  ] as const;
  for (const start of starts) start.catch((error: unknown) => starting.abort(error));
  const outcomes = await Promise.allSettled(starts);
  options.signal.removeEventListener('abort', giveUp);
  const running = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async (): Promise<void> => {
    // The vendors first, the pod server last: the gateway may have something to finish there.
    for (const server of [...running].reverse()) await server.stop();
  };
  if (signal.aborted) {
    await stop();
    throw signal.reason;
  }
  const [pods, gateway, acme, grocer] = await Promise.all(starts);
  const lost = Promise.race([
    pods.ended.then(() => 'The pod server'),
    gateway.ended.then(() => 'The gateway'),
  ]);
  return {
    gateway: gateway.origin,
    dashboard: `http://localhost:${ports.dashboard}`,
    ownVendor: ownVendorOrigin(ports),
    pods: pods.baseUrl,
    acme,
    grocer,
    lost,
    stop,
  };
}

async function startGatewayWithDashboard(options: StartGatewayOptions): Promise<RunningGateway> {
  await ensureDashboard(options);
  return startGateway(options);
}

async function startPods({ folder, ports, say }: StartServersOptions, signal: AbortSignal) {
  const log = createWriteStream(folder.podsLog, { flags: 'a', mode: 0o600 });
  const css = await startCss({
    port: ports.pods,
    rootFilePath: folder.pods,
    log: (line) => log.write(`${line}\n`),
    signal,
  });
  say(`pod server ready: ${css.baseUrl}`);
  return css;
}

async function startVendor(
  { folder, ports, say }: StartServersOptions,
  { signal, gatewayStart }: { signal: AbortSignal; gatewayStart: Promise<RunningGateway> },
): Promise<Acme> {
  const { origin } = await gatewayStart;
  const database = await openVendorDatabase({ gatewayData: folder.gateway, signal });
  const { port, dataDir } = { port: ports.vendor, dataDir: folder.vendor };
  const own = { port, gateway: origin, databaseUrl: database.url, dataDir };
  const acme = await startAcme({ ...own, log: say, signal }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  say(`vendor ready: ${acme.url}`);
  return { ...acme, stop: () => acme.stop().finally(() => database.close()) };
}

async function startShop({ folder, ports, say }: StartServersOptions, signal: AbortSignal): Promise<Grocer> {
  const grocer = await startGrocer({
    port: ports.grocer,
    gateway: `http://localhost:${ports.gateway}`,
    dashboard: `http://localhost:${ports.dashboard}`,
    dataDir: folder.grocer,
    log: say,
    signal,
  });
  say(`shop ready: ${grocer.url}`);
  return grocer;
}
