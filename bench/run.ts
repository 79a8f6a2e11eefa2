// How fast is an approved read? npm run bench
// The same preferences, read by a vendor through the gateway, and by the owner straight from the pod server. Both are
// authenticated and prove a key with each request; each read of the vendor is in the journal before its answer. Pod server, gateway,
// database and this client share one machine, so only the ratio of one run says something. Nothing is asserted.

import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import type { Consent } from '@parley/vendor-sdk';
import { type DemoOwner, openDemoFolder } from '../scripts/demo/data-folder.ts';
import { people, vendorsOf } from '../scripts/demo/people.ts';
import { choosePorts } from '../scripts/demo/ports.ts';
import { seedOwner } from '../scripts/demo/seed-owner.ts';
import { type Servers, startServers } from '../scripts/demo/start-servers.ts';
import { createBrowser } from '../scripts/support/browser.ts';
import { createOwnerApp } from '../scripts/support/owner-app.ts';
import { assertPinnedNode } from '../scripts/support/pinned-node.ts';
import { type Measured, measure } from './measure.ts';

const PURPOSE = 'https://w3id.org/dpv#CustomerCare';
const FIRST_PORT = 4700;
const SETTINGS = { concurrent: 16, seconds: 8 };
const DAY_MS = 86_400_000;

assertPinnedNode();
const folder = await openDemoFolder(await mkdtemp(join(tmpdir(), 'parley-bench-')));
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
const say = (text: string): void => console.log(`  ${text}`);
try {
  const ports = await choosePorts(FIRST_PORT, say);
  const servers = await startServers({ folder, ports, say, signal: stopping.signal });
  try {
    await compare(servers);
  } finally {
    await servers.stop();
  }
} finally {
  await rm(folder.root, { recursive: true, force: true });
}

async function compare(servers: Servers): Promise<void> {
  const [person] = people;
  if (person === undefined) throw new Error('There is no owner to read from.');
  const { gateway, pods } = servers;
  const seeding = {
    person,
    password: 'bench',
    pods,
    gateway,
    vendors: vendorsOf(servers),
    signal: stopping.signal,
  };
  const owner = await seedOwner(seeding);
  const session = await logInWithClientCredentials({
    oidcIssuer: owner.oidcIssuer,
    ...owner.clientCredentials,
  });
  try {
    const consent = await obtainConsent(servers, session.fetch);
    const straight = await measure(() => readStraight(owner, session.fetch), SETTINGS);
    const approved = await measure(() => readApproved(consent), SETTINGS);
    report({ straight, approved });
  } finally {
    await session.close();
  }
}

/** As a vendor gets it, without a daily limit. */
async function obtainConsent({ gateway, acme }: Servers, fetcher: typeof fetch): Promise<Consent> {
  const client = acme.client.at(gateway);
  const redirectUri = `${acme.url}callback`;
  const entry = {
    actions: ['read' as const],
    datatypes: ['preferences'],
    purpose: PURPOSE,
    fields: { preferences: { required: ['topic', 'statement', 'strength'] } },
    access: { until: new Date(Date.now() + DAY_MS).toISOString() },
    retention: { duration: 'P1D', location: 'EU', onEnd: 'delete' as const },
    recipients: [],
  };
  const { url, handle } = await client.ask({ details: [entry], redirectUri });
  const browser = createBrowser();
  const page = await browser.open(url);
  const request = await createOwnerApp({ gateway, fetch: fetcher }).claim(page.url, browser);
  const { continueUrl } = await request.give(request.details);
  const back = await browser.open(continueUrl, { stopAt: [redirectUri] });
  return client.exchange({ callbackUrl: back.url, handle });
}

async function readApproved(consent: Consent): Promise<void> {
  let count = 0;
  for await (const _item of consent.preferences.list({ purpose: PURPOSE })) count += 1;
  if (count === 0) throw new Error('The gateway gave no preference.');
}

async function readStraight(owner: DemoOwner, fetcher: typeof fetch): Promise<void> {
  const answer = await fetcher(`${owner.container}preferences.ttl`, { headers: { accept: 'text/turtle' } });
  if (!answer.ok || (await answer.text()) === '')
    throw new Error(`The pod server answered ${answer.status}.`);
}

function report({ straight, approved }: { straight: Measured; approved: Measured }): void {
  const [cpu] = cpus();
  const row = (name: string, { perSecond, medianMs, p99Ms, count }: Measured): string =>
    `${name.padEnd(26)}${perSecond.toFixed(0).padStart(9)}${medianMs.toFixed(1).padStart(12)}${p99Ms.toFixed(1).padStart(10)}${String(count).padStart(9)}`;
  console.log(`
Reading one document of preferences, ${SETTINGS.concurrent} at a time, ${SETTINGS.seconds} s each
${cpus().length} x ${cpu?.model ?? 'unknown processor'}, Node ${process.versions.node}; everything on this machine

                          reads / s   median ms    p99 ms    reads
${row('straight from the pod', straight)}
${row('approved, by the gateway', approved)}

The gateway answers ${(approved.perSecond / straight.perSecond).toFixed(1)} times as many, each one journalled. The client's own work, a signature\nfor each request, is in both figures.`);
}
