import { type ConnectOptions, connectParley, openPod, type Pod } from '@parley/pod-client';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import type { Categories } from '@parley/protocol';
import { type CssAccount, createCssAccount } from '../../scripts/support/css-account.ts';
import { createOwnerApp, type OwnerApp } from '../../scripts/support/owner-app.ts';
import { plant } from './canaries/plant.ts';

export interface TestOwner extends CssAccount {
  readonly container: string;
  readonly app: OwnerApp;
  /** The pod, with the owner's own authority. */
  readonly pod: Pod;
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

/** A person with an account, a pod and an app; connected to the gateway unless told otherwise. */
export async function createTestOwner(options: {
  cssUrl: string;
  gateway: string;
  connect?: boolean;
  categories?: Categories;
}): Promise<TestOwner> {
  const account = await createCssAccount(options.cssUrl);
  const session = await logInWithClientCredentials({
    oidcIssuer: account.oidcIssuer,
    ...account.clientCredentials,
  });
  const container = `${account.podUrl}parley/`;
  plant('WebID or pod', account.webId, account.podUrl);
  const app = createOwnerApp({ gateway: options.gateway, fetch: session.fetch });
  const pod = openPod({ container, fetch: session.fetch, webId: account.webId });
  if (options.connect !== false)
    await connectOwner({ ...options, app, container, webId: account.webId, fetch: session.fetch });
  return { ...account, container, app, pod, fetch: session.fetch, close: () => session.close() };
}

/** What an owner's app does at first use: challenge, write the proof and the rules, connect. */
export async function connectOwner(
  owner: { app: OwnerApp; container: string } & Pick<
    ConnectOptions,
    'webId' | 'fetch' | 'categories' | 'storage'
  >,
): Promise<void> {
  const { app, container, webId } = owner;
  const challenge = await app.call('POST', '/connection/challenge', { container });
  const { nonce, gatewayWebId } = challenge.body as { nonce: string; gatewayWebId: string };
  const { categories, storage } = owner;
  await connectParley({
    webId,
    gatewayWebId,
    nonce,
    fetch: owner.fetch,
    ...(categories === undefined ? {} : { categories }),
    ...(storage === undefined ? {} : { storage }),
  });
  const connected = await app.call('PUT', '/connection', { container });
  if (connected.status !== 200) throw new Error(`The pod was not connected: ${connected.status}`);
}
