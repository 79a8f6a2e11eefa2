import type { ChildProcess } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@parley/cli';
import { saveTerms } from '@parley/pod-client';
import { NO_TERMS } from '@parley/protocol';
import { generateVendorKey } from '@parley/vendor-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Browser, createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { type Example, examplesFolder, isAnswered, startExample } from '../support/example-process.ts';
import { careRequest, inDays } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import { createTestDatabase, startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, must, onTheWire, waitingRequests } from '../support/wire-asking.ts';
import { createWireVendor } from '../support/wire-vendor.ts';

const MAX_LINES = 40;
/** How long an example may take to listen. */
const STARTING_MS = 30_000;
const programs = globSync('[0-9]*.ts', { cwd: examplesFolder }).sort();

let folder: string;
let vendorOrigin: string;
let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
const running: ChildProcess[] = [];

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  folder = await mkdtemp(join(tmpdir(), 'parley-examples-'));
  vendorOrigin = `http://localhost:${await freePort()}`;
  acme = await startTestVendor();
  const localOrigins = [cssUrl, vendorOrigin, acme.origin];
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: 'https://acme.example/client.json' });
  await addIssue(alice.pod, 'acme', { title: 'The line drops' });
  await addPreference(alice.pod, 'everyone', { topic: 'contact', statement: 'Write, do not call' });
  await saveTerms(alice.pod, { terms: { ...NO_TERMS, longestAccess: 'P7D' } });
});

afterEach(() => {
  for (const example of running.splice(0)) example.kill('SIGKILL');
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

function start(name: string, words: string[] = [], environment: Record<string, string> = {}): Example {
  const example = startExample(name, words, environment);
  running.push(example.process);
  return example;
}

describe('the examples', () => {
  it.each([...programs, 'quick-start.ts'])('%s is short', async (name) => {
    const lines = (await readFile(join(examplesFolder, name), 'utf8')).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(MAX_LINES);
  });

  it.each(programs)('%s says how it is run, and stands in the table of the README', async (name) => {
    expect(await readFile(join(examplesFolder, name), 'utf8')).toMatch(
      new RegExp(`^// {3}node scripts/run\\.mjs (--env-file=\\S+ )?examples/${name}`, 'm'),
    );
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`| [${name.replace('.ts', '')}](examples/${name}) |`);
  });

  it('says which setting is missing, and where the settings are', async () => {
    const example = start('06-owner-narrows-pauses-withdraws.ts', ['withdraw']);
    expect(await example.ended).toBe(2);
    expect(example.output()).toContain('OWNER_CLIENT_ID is not set.');
    expect(example.output()).toContain('--env-file=.parley/demo/alice.env');
  });

  it('01 lists what an owner keeps in her pod', async () => {
    const example = start('01-open-a-pod.ts', [], ofOwner());
    expect(await example.ended).toBe(0);
    expect(example.output()).toContain('Write, do not call (for everyone)');
    expect(example.output()).toContain('The line drops (for acme)');
  });

  it('02 runs a gateway until it is interrupted', async () => {
    const port = String(await freePort());
    const database = { DATABASE_URL: await createTestDatabase(inject('postgresUrl')) };
    const example = start('02-run-a-gateway.ts', [port, join(folder, 'gateway')], database);
    expect(await example.line(/^Ready: vendors/)).toBe(
      `Ready: vendors read at http://localhost:${port}/v1 and ask for urn:parley:data-access`,
    );
    example.process.kill('SIGINT');
    expect(await example.ended).toBe(0);
  });

  it('03 asks, reads what was approved, and ends', async () => {
    const example = start('03-vendor-asks.ts', [], ofVendor());
    const browser = createBrowser();
    const request = await alice.app.claim(await example.pageToDecideOn(browser), browser);
    const { continueUrl } = await request.give(request.details);
    expect((await browser.open(continueUrl)).text).toContain('Thank you');
    expect(await example.ended).toBe(0);
    expect(example.output()).toContain('contact: Write, do not call');
  });

  it('03 says when the owner refuses', async () => {
    const example = start('03-vendor-asks.ts', [], ofVendor());
    const browser = createBrowser();
    const request = await alice.app.claim(await example.pageToDecideOn(browser), browser);
    const { continueUrl } = await request.refuse();
    expect((await browser.open(continueUrl)).text).toContain('The owner has not given the consent.');
    expect(await example.ended).toBe(0);
  });

  it('04 decides what a browser carries: the vendor gets all but one field, and the owner is told of a breach', async () => {
    const asking = start('03-vendor-asks.ts', [], ofVendor());
    const deciding = start('04-owner-decides.ts', ['topic', await asking.address()], ofOwner());
    expect(await deciding.ended).toBe(0);
    expect(deciding.output()).toMatch(
      /^Example goes beyond your terms: .+\nExample gets all but "topic": consent_/,
    );
    expect(deciding.output()).toContain('Thank you');
    expect(await asking.ended).toBe(0);
    expect(asking.output()).toContain('-: Write, do not call');
  });

  it('04 decides what came without a browser, and leaves the rest', async () => {
    const before = (await alice.app.consents()).length;
    await askWithoutBrowser();
    const example = start('04-owner-decides.ts', ['topic'], ofOwner());
    expect(await example.ended).toBe(0);
    expect(example.output()).toMatch(/gets all but "topic": consent_/);
    expect(await alice.app.consents()).toHaveLength(before + 1);
    const again = start('04-owner-decides.ts', ['topic'], ofOwner());
    expect(await again.ended).toBe(0);
    expect(again.output()).toBe('');
  });

  it('05 asks by an invitation, and waits on after it was killed', async () => {
    const invitation = await alice.app.act('/invitations', {
      site: vendorOrigin,
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const { link } = invitation.body as { link: string };
    const file = join(folder, 'waiting.json');
    const first = start('05-vendor-waits.ts', [link, file], ofVendor());
    await first.line(/^Asked; looking again at /);
    first.process.kill('SIGKILL');
    await first.ended;
    const { requestId, details: approved } = must((await waitingRequests(alice))[0]);
    expect((await decide(alice, requestId, 'give', { approved })).status).toBe(201);
    // As if it had been asked a minute ago.
    const saved = JSON.parse(await readFile(file, 'utf8'));
    saved.handle.askedAt = new Date(Date.now() - 60_000).toISOString();
    await writeFile(file, JSON.stringify(saved));
    const second = start('05-vendor-waits.ts', [link, file], ofVendor());
    expect(await second.ended).toBe(0);
    expect(second.output()).toBe('given\ncontact: Write, do not call');
  });

  it('06 narrows, pauses, resumes and withdraws', async () => {
    for (const [words, status] of [
      [['narrow', 'topic'], 'given'],
      [['pause'], 'paused'],
      [['resume'], 'given'],
      [['withdraw'], 'withdrawn'],
    ] as const) {
      const example = start('06-owner-narrows-pauses-withdraws.ts', [...words], ofOwner());
      expect(await example.ended).toBe(0);
      expect(example.output()).toContain('Example: done');
      const consents = await alice.app.consents();
      expect(new Set(consents.map((consent) => consent.status))).toEqual(new Set([status]));
      expect(JSON.stringify(consents.map(({ details }) => details))).not.toContain('"topic"');
    }
  });

  it('07 verifies what the pod holds, and says who read what', async () => {
    await expect
      .poll(async () => JSON.stringify((await alice.app.call('GET', '/ledger')).body), {
        timeout: 30_000,
        interval: 500,
      })
      .not.toContain('"inPod":false');
    const example = start('07-check-the-ledger.ts', [], ofOwner());
    expect(await example.ended).toBe(0);
    expect(example.output()).toMatch(
      /vendor-\d+\.json disclosed: reads preferences \(\S*statement\S*\) https:/,
    );
    expect(example.output()).toMatch(/blocks, all verified$/);
  });

  it('07 fails where a consent was changed', async () => {
    const { consentId } = must((await alice.app.consents())[0]);
    const address = alice.pod.resolve(`consents/${consentId}.ttl`);
    const text = await (await alice.fetch(address)).text();
    const changed = text.replace(/"(eyJ[\w-]+\.[\w-]+\.)[\w-]{8}/, '"$1AAAAAAAA');
    await alice.fetch(address, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body: changed });
    const example = start('07-check-the-ledger.ts', [], ofOwner());
    expect(await example.ended).toBe(1);
    expect(example.output()).toContain(`NOT VERIFIED  ${consentId}, 1: signature_invalid`);
  });

  it('the quick start is a vendor for every visitor, each in their own browser', async () => {
    const VENDOR_KEY = JSON.stringify(await generateVendorKey());
    const example = start('quick-start.ts', [], { VENDOR_KEY, ORIGIN: vendorOrigin });
    await expect.poll(() => isAnswered(`${vendorOrigin}/client.json`), { timeout: STARTING_MS }).toBe(true);
    const callback = `${vendorOrigin}/callback`;
    const decided = async (browser: Browser, decision: 'give' | 'refuse') => {
      const page = await browser.open(`${vendorOrigin}/ask?gateway=${gateway.origin}`);
      const request = await alice.app.claim(page.url, browser);
      const { continueUrl } = await (decision === 'give' ? request.give(request.details) : request.refuse());
      return (await browser.open(continueUrl, { stopAt: [callback] })).url;
    };
    const [one, other] = [createBrowser(), createBrowser()];
    const [given, refused] = [await decided(one, 'give'), await decided(other, 'refuse')];
    expect((await other.open(given)).status).toBe(404);
    expect((await one.open(given)).text).toContain('"statement":"Write, do not call"');
    expect((await one.open(given)).status).toBe(404);
    expect((await other.open(refused)).text).toContain('The owner has not given the consent.');
    example.process.kill();
    await example.ended;
  });
});

it('parley doctor finds nothing wrong with a vendor whom the gateway knows', async () => {
  const [key, receipts] = [join(folder, 'acme-key.json'), join(folder, 'acme-receipts')];
  await writeFile(key, JSON.stringify(acme.key), { mode: 0o600 });
  const said: string[] = [];
  const stream = { write: (text: string) => void said.push(text) };
  const vendor = ['--client-id', acme.clientId, '--redirect-uri', acme.redirectUri, '--key', key];
  const words = ['doctor', ...vendor, '--gateway', gateway.origin, '--receipts', receipts];
  expect(await runCommand(words, { out: stream, err: stream }), said.join('')).toBe(0);
  expect(said.join('')).toContain('it accepts your signature');
  expect(said.join('')).toContain('none is registered');
});

const ofOwner = (): Record<string, string> => ({
  GATEWAY: gateway.origin,
  OWNER_CONTAINER: alice.container,
  OWNER_ISSUER: alice.oidcIssuer,
  OWNER_CLIENT_ID: alice.clientCredentials.id,
  OWNER_CLIENT_SECRET: alice.clientCredentials.secret,
});
const ofVendor = (): Record<string, string> => ({ GATEWAY: gateway.origin, VENDOR_ORIGIN: vendorOrigin });

/** A vendor with an invitation asks for what the example asks for. */
async function askWithoutBrowser(): Promise<void> {
  const expiresAt = inDays(7);
  const invited = await alice.app.act('/invitations', { vendorId: acme.clientId, expiresAt });
  const wire = await createWireVendor(acme, gateway.origin);
  const [details, hint] = [onTheWire(gateway, [careRequest()]), (invited.body as { link: string }).link];
  expect((await wire.ask({ details, hint })).status).toBe(200);
}
