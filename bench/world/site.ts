// One gateway with all that is its own: database, secrets, an owner with a pod, a consent.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import pg from 'pg';
import type { DemoOwner } from '../../scripts/demo/data-folder.ts';
import { people } from '../../scripts/demo/people.ts';
import { seedOwner } from '../../scripts/demo/seed-owner.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { createOwnerApp, type OwnerApp } from '../../scripts/support/owner-app.ts';
import { type BenchGateway, startGateway } from './start-gateway.ts';
import type { Address, Approved, BenchVendor } from './vendor.ts';

export interface Site extends Address {
  readonly gateway: BenchGateway;
  readonly databaseUrl: string;
  readonly owner: SiteOwner;
  readonly vendor: BenchVendor;
  /** Another consent of the owner. */
  obtain(): Promise<Approved>;
  /** The consent that is read, with a token that was just fetched. */
  approved(): Promise<Approved>;
  /** Another process on the same database, under the same name. */
  addGateway(): Promise<BenchGateway>;
  stop(): Promise<void>;
}

export interface SiteOwner extends DemoOwner {
  readonly app: OwnerApp;
  /** With the owner's own authority. */
  readonly fetch: typeof fetch;
}

export interface SiteOptions {
  readonly folder: string;
  readonly postgresUrl: string;
  readonly pods: string;
  readonly vendor: BenchVendor;
  readonly hasInspector?: boolean;
  readonly signal: AbortSignal;
}

export async function startSite(options: SiteOptions): Promise<Site> {
  const { vendor, pods, signal } = options;
  const name = `site_${randomBytes(4).toString('hex')}`;
  const databaseUrl = await createDatabase(options.postgresUrl, name);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const settings = {
    ...{ origin, databaseUrl, signal, dataDir: join(options.folder, name) },
    localOrigins: [new URL(pods).origin, vendor.origin],
  };
  const gateway = await startGateway({ ...settings, port, hasInspector: options.hasInspector ?? false });
  const stopping: (() => Promise<void>)[] = [gateway.stop];
  const stop = async (): Promise<void> => {
    await Promise.all(stopping.splice(0).map((each) => each()));
  };
  try {
    const owner = await connectOwner({ ...options, origin, name });
    stopping.push(owner.close);
    const site = { origin, port };
    const consent = await vendor.obtain(site, owner.app);
    return {
      ...{ origin, port, gateway, databaseUrl, owner, vendor, stop },
      obtain: () => vendor.obtain(site, owner.app),
      approved: () => vendor.renew(site, consent),
      addGateway: async () => startGateway({ ...settings, port: await freePort() }),
    };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

/** The demo's first person, with her preferences. */
async function connectOwner(
  options: SiteOptions & { readonly origin: string; readonly name: string },
): Promise<SiteOwner & { close(): Promise<void> }> {
  const [person] = people;
  if (person === undefined) throw new Error('There is no person to be the owner.');
  const { pods, origin, signal, name } = options;
  const owner = await seedOwner({
    person: { ...person, name, issues: [] },
    ...{ password: 'bench', pods, gateway: origin, vendors: [], signal },
  });
  const session = await logInWithClientCredentials({
    ...owner.clientCredentials,
    oidcIssuer: owner.oidcIssuer,
  });
  return {
    ...owner,
    fetch: session.fetch,
    app: createOwnerApp({ gateway: origin, fetch: session.fetch }),
    close: () => session.close(),
  };
}

async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}
