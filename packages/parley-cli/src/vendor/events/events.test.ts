import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  clientDocument,
  createNodeWebhookHandler,
  generateVendorKey,
  publicVendorJwk,
  type VendorEvent,
} from '@parley/vendor-sdk';
import { createFakeGateway, type FakeGateway, TEST_WEBHOOK_PUBLIC_KEY } from '@parley/vendor-sdk/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../../command/run-command.ts';
import { type LocalServer, serveLocally } from '../sandbox/serve-locally.ts';
import { openGateway } from '../setup/open-client.ts';

let folder: string;
let app: Server;
let server: LocalServer;
let gateway: FakeGateway;
let setup: { clientId: string; gateway: string; keyFile: string; webhook: string };
const taken: VendorEvent[] = [];
/** What the app answers instead of taking it. */
let refusal: number | undefined;

beforeAll(async () => {
  const handle = createNodeWebhookHandler({
    publicKeys: [TEST_WEBHOOK_PUBLIC_KEY],
    onEvent: (event) => void taken.push(event),
  });
  app = createServer((request, response) => {
    if (refusal === undefined) void handle(request, response, () => response.writeHead(500).end());
    else response.writeHead(refusal).end();
  }).listen(0, 'localhost');
  await new Promise((resolve) => app.once('listening', resolve));
  const origin = `http://localhost:${(app.address() as AddressInfo).port}`;
  const key = await generateVendorKey();
  folder = await mkdtemp(join(tmpdir(), 'parley-events-'));
  const client = clientDocument({
    clientId: `${origin}/client.json`,
    clientName: 'Acme',
    redirectUris: [`${origin}/callback`],
    keys: [await publicVendorJwk(key)],
  });
  server = await serveLocally({
    port: 0,
    handleAt(at) {
      gateway = createFakeGateway({ client, origin: at, receive: (request) => fetch(request) });
      return gateway.handle;
    },
  });
  const keyFile = join(folder, 'key.json');
  await writeFile(keyFile, JSON.stringify(key));
  setup = { clientId: client.client_id, gateway: server.origin, keyFile, webhook: `${origin}/webhooks` };
  await writeFile(join(folder, 'parley.json'), JSON.stringify(setup));
});

beforeEach(() => {
  taken.length = 0;
  refusal = undefined;
});

afterAll(async () => {
  await server.stop();
  app.close();
  app.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

function start(name: string, ...words: string[]) {
  const said: string[] = [];
  const stopping = new AbortController();
  const stream = { write: (text: string) => void said.push(text) };
  const settings = ['--settings', join(folder, 'parley.json')];
  const ended = runCommand([name, ...words, ...settings], {
    out: stream,
    err: stream,
    signal: stopping.signal,
  });
  return { ended, stop: () => stopping.abort(), text: () => said.join('') };
}

async function run(name: string, ...words: string[]) {
  const { ended, text } = start(name, ...words);
  return { exitCode: await ended, said: text() };
}

it('trigger sends a signed event, about what it is told', async () => {
  const { exitCode, said } = await run(
    'trigger',
    'issues.changed',
    '--item',
    'item_7',
    '--consent',
    'consent_7',
  );
  expect(said).toMatch(/^issues\.changed {2}event_\S+ {2}→ 204\n$/);
  expect(exitCode).toBe(0);
  expect(taken).toMatchObject([
    { type: 'issues.changed', data: { item_id: 'item_7', consent_id: 'consent_7' } },
  ]);
});

it.each([
  [401, 'give TEST_WEBHOOK_PUBLIC_KEY'],
  [404, 'there is nothing at /webhooks'],
  [500, 'see what your app has logged'],
])('trigger says what to do where the app answers %d', async (status, words) => {
  refusal = status;
  const { exitCode, said } = await run('trigger', 'webhook.test');
  expect(exitCode).toBe(1);
  expect(said).toContain(`→ ${status}: `);
  expect(said).toContain(words);
});

it.each([
  [[], 'trigger needs one EVENT: consent.requested'],
  [['consent.eaten'], "There is no event 'consent.eaten'. There is: consent.requested"],
  [['webhook.test', '--forward-to', 'https://acme.example/webhooks'], 'is not on this machine'],
])('trigger %j sends nothing', async (words, expected) => {
  const { exitCode, said } = await run('trigger', ...words);
  expect(exitCode).toBe(2);
  expect(said).toContain(expected);
});

it('listen passes on what happens from now on, once, until Ctrl-C', async () => {
  const listening = start('listen');
  await expect.poll(listening.text).toContain('Listening: ');
  const consents = await openGateway(setup);
  await consents.webhooks.register({ url: setup.webhook, types: ['consent.given'] });
  await consents.webhooks.test();
  // The registered webhook gets its own, and what listens the same again; the app takes each once.
  await expect.poll(listening.text).toMatch(/webhook\.test {2}event_\S+ {2}→ 204/);
  expect(taken.map(({ type }) => type)).toEqual(['webhook.test']);
  listening.stop();
  expect(await listening.ended).toBe(0);
  expect(listening.text()).toMatch(/Stopped listening\.\n$/);
});

it('listen says how many were not taken', async () => {
  refusal = 500;
  const listening = start('listen');
  await expect.poll(listening.text).toContain('Listening: ');
  const { webhooks } = await openGateway(setup);
  await webhooks.register({ url: setup.webhook });
  await webhooks.test();
  await expect.poll(listening.text).toContain('→ 500: see what your app has logged');
  listening.stop();
  expect(await listening.ended).toBe(1);
  expect(listening.text()).toMatch(/Stopped listening\. \d+ were not taken\.\n$/);
});

it('replay has them sent again, by time or by id', async () => {
  const { webhooks } = await openGateway(setup);
  await webhooks.register({ url: setup.webhook });
  const { eventId } = await webhooks.test();
  await gateway.delivered();
  const again = await run('replay', '--id', eventId);
  expect(again).toEqual({ exitCode: 0, said: `1 on their way again to ${setup.webhook}.\n` });
  expect((await run('replay', '--since', '1h')).said).toMatch(/^\d+ on their way again/);
  expect((await run('replay', '--id', 'event_1')).said).toContain('the gateway has no such event');
  await webhooks.remove();
  expect(await run('replay', '--since', '1h')).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining("'parley listen --after EVENT' brings events without one"),
  });
});

it.each([
  [[], 'needs --since TIME, or --id EVENT'],
  [['--since', '1h', '--id', 'event_1'], 'needs --since TIME, or --id EVENT'],
  [['--since', 'yesterday'], "30m, 2h, 1d; not 'yesterday'"],
])('replay %j asks for nothing', async (words, expected) => {
  const { exitCode, said } = await run('replay', ...words);
  expect(exitCode).toBe(2);
  expect(said).toContain(expected);
});

it('says what to do where the gateway does not know the vendor', async () => {
  const keyFile = join(folder, 'other.json');
  await writeFile(keyFile, JSON.stringify(await generateVendorKey()));
  for (const [name, ...words] of [['replay', '--since', '1h'], ['listen']] as const) {
    const { exitCode, said } = await run(name, ...words, '--key', keyFile);
    expect(exitCode).toBe(2);
    expect(said).toContain("[client_refused] 'parley doctor' looks for the cause.");
  }
});
