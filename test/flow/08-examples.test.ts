import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Browser, createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import { createTestDatabase, startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { decide, must, waitingRequests } from '../support/wire-asking.ts';

const MAX_LINES = 40;
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

let folder: string;
let vendorOrigin: string;
let gateway: TestGateway;
let alice: TestOwner;
const running: ChildProcess[] = [];

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  folder = await mkdtemp(join(tmpdir(), 'parley-examples-'));
  vendorOrigin = `http://localhost:${await freePort()}`;
  const localOrigins = [cssUrl, vendorOrigin];
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: 'https://acme.example/client.json' });
  await addIssue(alice.pod, 'acme', { title: 'The line drops' });
  await addPreference(alice.pod, 'everyone', { topic: 'contact', statement: 'Write, do not call' });
});

afterEach(() => {
  for (const example of running.splice(0)) example.kill('SIGKILL');
});

afterAll(async () => {
  await alice?.close();
  await gateway?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

interface Example {
  readonly process: ChildProcess;
  readonly ended: Promise<number>;
  /** The first line that matches; fails when the example ends without it. */
  line(pattern: RegExp): Promise<string>;
  /** Opens the address that it prints. */
  pageToDecideOn(browser: Browser): Promise<string>;
  output(): string;
}

function start(name: string, words: string[] = [], environment: Record<string, string> = {}): Example {
  const child = spawn(process.execPath, ['--conditions=@parley/source', join(examples, name), ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const lines: string[] = [];
  const arrivals = new EventEmitter();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      arrivals.emit('line');
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    arrivals.emit('line');
    return Number(code);
  });
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = lines.find((each) => pattern.test(each));
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`${name} ended: ${lines.join('\n')}`);
      await once(arrivals, 'line');
    }
  };
  return {
    process: child,
    ended,
    line,
    async pageToDecideOn(browser) {
      const [, address = ''] = /(http\S+)$/.exec(await line(/^Within a minute/)) ?? [];
      return (await browser.open(address)).url;
    },
    output: () => lines.join('\n'),
  };
}

describe('the examples', () => {
  it.each([
    '01-open-a-pod.ts',
    '02-run-a-gateway.ts',
    '03-vendor-asks.ts',
    '04-owner-withdraws.ts',
    '05-vendor-waits.ts',
  ])('%s is short', async (name) => {
    const lines = (await readFile(join(examples, name), 'utf8')).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(MAX_LINES);
  });

  it('01 lists what an owner keeps in her pod', async () => {
    const file = join(folder, 'demo.json');
    await writeFile(file, JSON.stringify({ owners: [alice] }));
    const example = start('01-open-a-pod.ts', [file]);
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
    const example = start('03-vendor-asks.ts', [gateway.origin, vendorOrigin]);
    const browser = createBrowser();
    const request = await alice.app.claim(await example.pageToDecideOn(browser), browser);
    const { continueUrl } = await request.give(request.details);
    expect((await browser.open(continueUrl)).text).toContain('Thank you');
    expect(await example.ended).toBe(0);
    expect(example.output()).toContain('contact: Write, do not call');
  });

  it('03 says when the owner refuses', async () => {
    const example = start('03-vendor-asks.ts', [gateway.origin, vendorOrigin]);
    const browser = createBrowser();
    const request = await alice.app.claim(await example.pageToDecideOn(browser), browser);
    const { continueUrl } = await request.refuse();
    expect((await browser.open(continueUrl)).text).toContain('The owner has not given the consent.');
    expect(await example.ended).toBe(0);
  });

  it('05 asks by an invitation, and waits on after it was killed', async () => {
    const invitation = await alice.app.act('/invitations', {
      site: vendorOrigin,
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const { link } = invitation.body as { link: string };
    const file = join(folder, 'waiting.json');
    const first = start('05-vendor-waits.ts', [link, vendorOrigin, file]);
    await first.line(/^Asked; looking again at /);
    first.process.kill('SIGKILL');
    await first.ended;
    const { requestId, details: approved } = must((await waitingRequests(alice))[0]);
    expect((await decide(alice, requestId, 'give', { approved })).status).toBe(201);
    // As if it had been asked a minute ago.
    const saved = JSON.parse(await readFile(file, 'utf8'));
    saved.handle.askedAt = new Date(Date.now() - 60_000).toISOString();
    await writeFile(file, JSON.stringify(saved));
    const second = start('05-vendor-waits.ts', [link, vendorOrigin, file]);
    expect(await second.ended).toBe(0);
    expect(second.output()).toBe('given\ncontact: Write, do not call');
  });

  it('04 withdraws what was given', async () => {
    const file = join(folder, 'owners.json');
    await writeFile(file, JSON.stringify({ owners: [{ ...alice, name: 'Alice' }] }));
    const example = start('04-owner-withdraws.ts', [gateway.origin, 'Alice', file]);
    expect(await example.ended).toBe(0);
    expect(example.output()).toBe('Example: withdrawn\nExample: withdrawn');
    const states = (await alice.app.consents()).map(({ status }) => status);
    expect(states).toEqual(['withdrawn', 'withdrawn']);
  });
});
