import { lookup } from 'node:dns/promises';
import { access, constants } from 'node:fs/promises';
import { z } from 'zod';
import { openDatabase } from '../adapters/postgres/open-database.ts';
import type { Settings } from '../config.ts';
import type { DashboardSettings } from '../dashboard/dashboard-settings.ts';
import { withDatabaseUrl } from './with-database-url.ts';

/** One thing that a deployment needs, and whether it has it. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  /** What was seen; where it is not right, what to do. */
  readonly detail: string;
}

const TIMEOUT_MS = 10_000;

/** What a gateway needs besides itself: its folder, its database, its name, and a proxy with a certificate that leads to it. */
export async function checkDeployment(settings: Settings, signal: AbortSignal): Promise<Finding[]> {
  const within = () => AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  return Promise.all([
    finding('data folder', () => checkFolder(settings)),
    finding('database', () => checkDatabase(settings, signal)),
    finding('DNS', () => checkName(settings)),
    finding('TLS and proxy', () => checkProxy(settings, within())),
    finding('identity', () => checkIdentity(settings, within())),
    ...[settings.dashboard ?? []]
      .flat()
      .map((dashboard) => finding('dashboard', () => checkDashboard(dashboard, settings.host, within()))),
  ]);
}

async function finding(what: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, detail: await check() };
  } catch (error) {
    return { what, ok: false, detail: error instanceof Error ? error.message : 'unknown' };
  }
}

async function checkFolder({ dataDir }: Settings): Promise<string> {
  await access(dataDir, constants.R_OK | constants.W_OK).catch(() => {
    throw new Error(`${dataDir} cannot be read and written by this user: make it, or give it to this user.`);
  });
  return dataDir;
}

async function checkDatabase(settings: Settings, signal: AbortSignal): Promise<string> {
  await withDatabaseUrl(
    settings,
    async (url) => (await openDatabase({ url, poolSize: 2, log: () => undefined })).close(),
    signal,
  );
  return settings.databaseUrl === undefined
    ? 'the embedded one starts'
    : 'answers, and keeps what it acknowledges';
}

async function checkName({ origin }: Settings): Promise<string> {
  const { hostname } = new URL(origin);
  const found = await lookup(hostname, { all: true }).catch(() => []);
  if (found.length === 0)
    throw new Error(
      `${hostname} has no address yet: add an A or AAAA record that leads to the proxy in front of the gateway.`,
    );
  return `${hostname} is ${found.map(({ address }) => address).join(', ')}`;
}

const readySchema = z.object({ status: z.literal('ready') });
const issuerSchema = z.object({ issuer: z.string() });

async function checkProxy({ origin, host, port }: Settings, signal: AbortSignal): Promise<string> {
  const target = `${host}:${port}`;
  const ready = readySchema.safeParse(
    await json(`${origin}/readyz`, signal, `serve, and a proxy to ${target}`),
  );
  const server = await json(
    `${origin}/.well-known/oauth-authorization-server`,
    signal,
    `a proxy to ${target}`,
  );
  if (!ready.success || issuerSchema.safeParse(server).data?.issuer !== origin)
    throw new Error(
      `${origin} is answered by something else: let the proxy pass every path on to ${target}.`,
    );
  return `${origin} is answered by this gateway`;
}

async function checkIdentity({ identityUrl }: Settings, signal: AbortSignal): Promise<string> {
  const address = new URL('.well-known/openid-configuration', identityUrl).href;
  const { data } = issuerSchema.safeParse(await json(address, signal, 'that address to be served'));
  if (data?.issuer !== identityUrl)
    throw new Error(`${identityUrl} is answered by something else: pod servers could not know the gateway.`);
  return `${identityUrl} is served`;
}

const clientSchema = z.object({ client_id: z.string() });

async function checkDashboard(
  { origin, port }: DashboardSettings,
  host: string,
  signal: AbortSignal,
): Promise<string> {
  const target = `${host}:${port}`;
  const address = `${origin}/client.jsonld`;
  const { data } = clientSchema.safeParse(await json(address, signal, `serve, and a proxy to ${target}`));
  if (data?.client_id !== address)
    throw new Error(
      `${origin} is answered by something else: let the proxy pass every path on to ${target}.`,
    );
  return `${origin} is answered by this gateway`;
}

/** Any answer is looked at, whatever its status. */
async function json(address: string, signal: AbortSignal, needs: string): Promise<unknown> {
  const answer = await fetch(address, { signal, redirect: 'error' }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new Error(`${new URL(address).origin} cannot be reached${code}. It needs ${needs}.`);
  });
  return answer.json().catch(() => undefined);
}
