import '../../scripts/support/pod-server/localhost-names.mjs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { createInMemoryPods } from '@parley/pod-client/testing';
import { createCssAccount } from '../../scripts/support/css-account.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { startCss } from '../../scripts/support/pod-server/start-css.ts';
import { servePods } from './serve-pods.ts';

/** Somebody with a pod, as their app has them. */
export interface PodOwner {
  readonly webId: string;
  readonly storage: string;
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

export interface PodServer {
  /** Where somebody logs in. */
  readonly issuer: string;
  createOwner(): Promise<PodOwner>;
  stop(): Promise<void>;
}

async function logIn(issuer: string): Promise<PodOwner> {
  const account = await createCssAccount(issuer);
  const session = await logInWithClientCredentials({ oidcIssuer: issuer, ...account.clientCredentials });
  const { webId, fetch } = session;
  return { webId, fetch, storage: account.podUrl, close: () => session.close() };
}

/** A Community Solid Server that is there already. */
export async function sharedCss(issuer: string): Promise<PodServer> {
  return { issuer, createOwner: () => logIn(issuer), stop: async () => undefined };
}

/** A Community Solid Server that reads Access Control Policies. */
export async function cssWithPolicies(): Promise<PodServer> {
  const rootFilePath = await mkdtemp(join(tmpdir(), 'parley-acp-'));
  const css = await startCss({ port: await freePort(), config: 'file-acp', rootFilePath });
  return {
    issuer: css.baseUrl,
    createOwner: () => logIn(css.baseUrl),
    async stop() {
      await css.stop();
      await rm(rootFilePath, { recursive: true, force: true });
    },
  };
}

/** A Community Solid Server with each pod at a name of its own: the storage is the root of its origin. */
export async function cssWithSubdomains(): Promise<PodServer> {
  const css = await startCss({ port: await freePort(), config: 'memory-subdomains' });
  return { issuer: css.baseUrl, createOwner: () => logIn(css.baseUrl), stop: css.stop };
}

/**
 * A server that gives as little as Parley needs, which knows nobody itself: its owners have their WebID at another server, and a
 * storage there too, so that they have to choose.
 */
export async function leastServer(issuer: string): Promise<PodServer> {
  const port = await freePort();
  const pods = createInMemoryPods({
    origin: `http://localhost:${port}`,
    validators: 'none',
    conditions: false,
    notifications: false,
  });
  const served = await servePods(pods, port);
  return {
    issuer,
    async createOwner() {
      const owner = await logIn(issuer);
      const { storage } = pods.createPod(crypto.randomUUID(), owner.webId);
      await nameStorage(owner, storage);
      return { ...owner, storage };
    },
    stop: async () => served.stop(),
  };
}

/** Says in the profile of a person where else there is a storage of theirs. */
export async function nameStorage(
  { webId, fetch }: Pick<PodOwner, 'webId' | 'fetch'>,
  storage: string,
): Promise<void> {
  const body = `@prefix solid: <http://www.w3.org/ns/solid/terms#>.
    <#p> a solid:InsertDeletePatch; solid:inserts { <${webId}> <http://www.w3.org/ns/pim/space#storage> <${storage}>. }.`;
  const named = await fetch(webId, { method: 'PATCH', headers: { 'content-type': 'text/n3' }, body });
  if (!named.ok) throw new Error(`The profile was not changed: ${named.status}`);
}
