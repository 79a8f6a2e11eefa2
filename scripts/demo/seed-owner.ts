// One owner of the demo: an account and a pod, connected to the gateway, with preferences, issues and vendors in it.
// Everything is done as the owner's own app would do it.

import {
  addMessage,
  connectParley,
  createItem,
  openPod,
  type Pod,
  saveCircle,
  saveVendor,
} from '@parley/pod-client';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { type KnownVendor, ownerApi } from '@parley/protocol';
import { createCssAccount } from '../support/css-account.ts';
import { createOwnerApp, type OwnerApp } from '../support/owner-app.ts';
import { categoryNamed } from './category-named.ts';
import type { DemoOwner } from './data-folder.ts';
import { circles, type Person, type Trouble } from './people.ts';

export interface SeedOptions {
  readonly person: Person;
  readonly password: string;
  readonly pods: string;
  readonly gateway: string;
  readonly vendors: readonly KnownVendor[];
  readonly signal: AbortSignal;
}

const DAY_MS = 86_400_000;
/** Others have read a message before its thread was written on. */
const LATER_MS = 3_600_000;

export async function seedOwner(options: SeedOptions): Promise<DemoOwner> {
  const { person, password, signal } = options;
  const podName = person.name.toLowerCase();
  const account = await createCssAccount(options.pods, {
    podName,
    email: `${podName}@example.org`,
    password,
  });
  const { webId, email, oidcIssuer, clientCredentials } = account;
  signal.throwIfAborted();
  const session = await logInWithClientCredentials({ oidcIssuer, ...clientCredentials, signal });
  try {
    const app = createOwnerApp({ gateway: options.gateway, fetch: session.fetch });
    const access = { fetch: session.fetch, webId, signal };
    const container = await connect(app, { ...access, expected: `${account.podUrl}parley/` });
    await fill(openPod({ ...access, container }), options);
    return { name: person.name, webId, email, password, oidcIssuer, container, clientCredentials };
  } finally {
    await session.close();
  }
}

/** The gateway gives a nonce, the owner's app writes it where only the owner can write, the gateway reads it back. */
async function connect(
  app: OwnerApp,
  access: { fetch: typeof fetch; webId: string; signal: AbortSignal; expected: string },
): Promise<string> {
  const challenge = await app.call('POST', '/connection/challenge', { container: access.expected });
  const { nonce, gatewayWebId } = ownerApi.connectionChallengeSchema.parse(challenge.body);
  const { container } = await connectParley({ ...access, gatewayWebId, nonce });
  const connected = await app.call('PUT', '/connection', { container });
  if (connected.status !== 200)
    throw new Error(`The gateway did not accept the pod ${container} (${connected.status}).`);
  return container;
}

async function fill(pod: Pod, { person, vendors }: SeedOptions): Promise<void> {
  for (const circle of circles) await saveCircle(pod, { circle });
  for (const vendor of vendors) await saveVendor(pod, { vendor });
  const preferences = categoryNamed('preferences');
  for (const { fields, audience } of person.preferences) {
    await createItem(pod, { category: preferences, fields, audience });
  }
  for (const issue of person.issues) await writeIssue(pod, issue);
}

async function writeIssue(pod: Pod, { fields, audience, daysAgo, messages = [] }: Trouble): Promise<void> {
  const category = categoryNamed('issues');
  const writtenAt = new Date(Date.now() - daysAgo * DAY_MS);
  const { id } = await createItem(pod, { category, fields, audience, now: () => writtenAt });
  const maker = pod.webId ?? '';
  for (const content of messages) {
    const now = (): Date => new Date(writtenAt.getTime() + LATER_MS);
    await addMessage(pod, { category, itemId: id, content, maker, from: 'owner', now });
  }
}
