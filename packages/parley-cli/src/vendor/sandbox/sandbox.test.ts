import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import {
  allowInsecureLoopback,
  type Consent,
  clientDocument,
  createVendorClient,
  type GatewayClient,
  generateVendorKey,
  publicVendorJwk,
} from '@parley/vendor-sdk';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../command/run-command.ts';

const purpose = 'https://w3id.org/dpv#CustomerCare';
let app: Server;
let origin: string;
let document: object;
const running: { stop: () => Promise<number> }[] = [];

beforeAll(async () => {
  app = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document));
  }).listen(0, 'localhost');
  await new Promise((resolve) => app.once('listening', resolve));
  origin = `http://localhost:${(app.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
});

afterAll(() => {
  app.close();
  app.closeAllConnections();
});

/** What a stream was given. */
function written() {
  const parts: string[] = [];
  return { write: (text: string) => void parts.push(text), text: () => parts.join('') };
}

/** The command in this process, until it listens. */
async function start(...words: string[]) {
  const stopping = new AbortController();
  const typed = new PassThrough();
  const out = written();
  const ended = runCommand(['sandbox', ...words], { out, err: out, in: typed, signal: stopping.signal });
  const stop = (): Promise<number> => {
    stopping.abort();
    return ended;
  };
  running.push({ stop });
  await expect.poll(out.text).toContain('Ctrl-C');
  const gateway = /http:\/\/localhost:\d+/.exec(out.text())?.[0] ?? '';
  const say = (line: string) => fetch(`${gateway}/sandbox`, { method: 'POST', body: line });
  return { gateway, say, stop, typed, output: out.text };
}

/** A vendor with a new key, whose document is served. */
async function newVendor(gateway: string): Promise<GatewayClient> {
  const [clientId, key] = [`${origin}/client.json`, await generateVendorKey()];
  const keys = [await publicVendorJwk(key)];
  document = clientDocument({ clientId, clientName: 'Acme', redirectUris: [`${origin}/callback`], keys });
  return createVendorClient({ clientId, key, [allowInsecureLoopback]: true }).at(gateway);
}

/** Asks, opens the address as a browser does, and comes back. */
async function obtain(vendor: GatewayClient): Promise<Consent> {
  const { url, handle } = await vendor.ask({
    redirectUri: `${origin}/callback`,
    details: [
      {
        actions: ['read'],
        datatypes: ['issues', 'preferences'],
        purpose,
        fields: { issues: { required: ['title', 'state'] }, preferences: { required: ['topic'] } },
        access: { until: new Date(Date.now() + 86_400_000).toISOString() },
        retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
        recipients: [],
      },
    ],
  });
  const answer = await fetch(url, { redirect: 'manual' });
  return vendor.exchange({ callbackUrl: answer.headers.get('location') ?? '', handle });
}

async function titles(consent: Consent): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const issue of consent.issues.list({ purpose })) found.push(issue.title);
  return found;
}

it('gives what is asked, and its owner does what is said', async () => {
  const { gateway, say, stop, typed, output } = await start();
  const consent = await obtain(await newVendor(gateway));
  expect(await titles(consent)).toHaveLength(2);
  expect((await say('issue The bill is wrong')).status).toBe(200);
  expect(await titles(consent)).toContain('The bill is wrong');
  expect((await say('pause')).status).toBe(200);
  await expect(titles(consent)).rejects.toMatchObject({ code: 'consent_paused' });
  typed.write('resume\n');
  await expect.poll(output).toContain('Done: resumed');
  expect((await say('message item_1 Hello')).status).toBe(200);
  expect(await (await say('narrow issues.title')).text()).toContain('nothing but issues.title');
  expect((await titles(consent)).length).toBe(3);
  expect(consent.version).toBe(2);
  await say('withdraw');
  await expect(titles(consent)).rejects.toMatchObject({ code: 'consent_withdrawn' });
  expect(output()).toContain(
    'Acme asks for issues (title, state) and preferences (topic), for customer care',
  );
  expect(output()).toContain('is refused, 403 consent_paused');
  expect(await stop()).toBe(0);
  expect(output()).toMatch(/The sandbox has ended, and all that was in it\.\n$/);
});

it('says what cannot be done now, and what can', async () => {
  const { say, typed, output } = await start();
  for (const [line, words] of [
    ['fly', "There is no 'fly'. There is: narrow"],
    ['pause', 'There is no such consent.'],
    ['narrow', 'needs the fields'],
    ['narrow issues.colour', "'issues.colour' is no field"],
    ['pause soon', 'a number of minutes'],
    ['message item_7 Hello', 'There is no such issue.'],
    ['answer perhaps', 'one of: give, refuse, defer'],
  ] as const) {
    const answer = await say(line);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(words);
  }
  typed.write('fly\n');
  await expect.poll(output).toContain("There is no 'fly'");
});

it('gives less, refuses or decides later where it is told to', async () => {
  const less = await start('--only', 'issues.title');
  const consent = await obtain(await newVendor(less.gateway));
  expect(consent.details.map(({ fields }) => fields)).toEqual([
    { issues: { required: ['title'], optional: [] } },
  ]);
  await less.say('answer refuse');
  await expect(obtain(await newVendor(less.gateway))).rejects.toMatchObject({ code: 'access_denied' });
  const later = await start('--defer');
  await expect(obtain(await newVendor(later.gateway))).rejects.toMatchObject({ code: 'access_denied' });
  expect(later.output()).toContain('The owner decides later');
});

it('says why it cannot know who calls', async () => {
  const { gateway, output } = await start();
  const vendor = await newVendor(gateway);
  document = { client_id: 'https://other.example/client.json' };
  await expect(obtain(vendor)).rejects.toMatchObject({ code: 'client_refused' });
  expect(output()).toContain('calls itself something else');
});

it('is for this machine and the developer alone', async () => {
  const { gateway, say } = await start();
  const { port } = new URL(gateway);
  const status = await new Promise((resolve) => {
    const headers = { host: 'gateway.example' };
    httpRequest({ host: 'localhost', port, headers }, (answer) => resolve(answer.statusCode)).end();
  });
  expect(status).toBe(421);
  const headers = { origin: 'https://other.example' };
  expect((await fetch(`${gateway}/sandbox`, { method: 'POST', headers, body: 'withdraw' })).status).toBe(403);
  expect((await say('x'.repeat(300_000))).status).toBe(413);
});

it.each([
  [['--port', 'high'], '--port needs a number'],
  [['--refuse', '--defer'], 'one of them'],
  [['--only', 'title'], "'title' is no field"],
  [['now'], "'now' is no option"],
  [['--what'], 'Unknown option'],
])('%j is used wrongly', async (words, expected) => {
  const [out, err] = [written(), written()];
  expect(await runCommand(['sandbox', ...words], { out, err })).toBe(2);
  expect(err.text()).toContain(expected);
  expect(err.text()).toContain("'parley sandbox --help' says how it is used.");
});

it('does not take a port that is taken', async () => {
  const [out, err] = [written(), written()];
  expect(await runCommand(['sandbox', '--port', new URL(origin).port], { out, err })).toBe(2);
  expect(err.text()).toContain('(EADDRINUSE): name another with --port');
});
