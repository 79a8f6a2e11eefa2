import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, isPortFree } from '../../scripts/support/free-port.ts';
import { type DemoProcess, startDemo, survivors } from '../support/demo-process.ts';

interface ReadyLine {
  gateway: string;
  dashboard: string;
  pods: string;
  vendor: string;
  grocer: string;
  owners: { webId: string; email: string; password: string }[];
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const LONG_MS = 120_000;
let folder: string;
let data: string;
let ready: ReadyLine;
const started: DemoProcess[] = [];

const start = (...words: string[]): DemoProcess => {
  const demo = startDemo(words);
  started.push(demo);
  return demo;
};
const runExample = async (settings: string, name: string): Promise<string> => {
  const words = ['scripts/run.mjs', `--env-file=${settings}`, `examples/${name}`];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: repository });
  return stdout.trimEnd();
};
const portsOf = ({ gateway, pods, vendor, dashboard, grocer }: ReadyLine): number[] =>
  [gateway, pods, vendor, dashboard, grocer].map((url) => Number(new URL(url).port));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-demo-'));
  data = join(folder, 'data');
});

afterAll(async () => {
  for (const { child } of started) if (child.exitCode === null) child.kill('SIGTERM');
  await Promise.all(started.map(({ exitCode }) => exitCode));
  await rm(folder, { recursive: true, force: true });
});

describe('wrong use', () => {
  it('answers a wrong word at once, says what to do, and exits with 2', async () => {
    for (const words of [['--prot', '1'], ['--port', 'http'], ['--port'], ['here'], ['--data', '']]) {
      const demo = start(...words);
      expect(await demo.exitCode).toBe(2);
      expect(demo.stderr()).toMatch(/--help/);
      expect(demo.stdout()).toBe('');
    }
  });

  it('tells its options', async () => {
    const demo = start('--help');
    expect(await demo.exitCode).toBe(0);
    for (const option of ['--port', '--data', '--reset', '--json']) expect(demo.stdout()).toContain(option);
  });

  it('deletes nothing that it did not make, not even with --reset', async () => {
    const foreign = join(folder, 'foreign');
    await mkdir(join(foreign, 'pods'), { recursive: true });
    await writeFile(join(foreign, 'pods', 'mine.txt'), 'mine');
    const demo = start('--data', foreign, '--reset');
    expect(await demo.exitCode).toBe(1);
    expect(demo.stdout()).toContain('holds pods, which the demo did not make');
    expect(await readFile(join(foreign, 'pods', 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('the demo', () => {
  it(
    'steps over a busy port, prints one line of JSON when ready, and every address in it answers',
    async () => {
      const first = await freePort(4600);
      const busy = createServer().listen(first);
      await once(busy, 'listening');
      const demo = start('--json', '--data', data, '--port', String(first));
      const line = await demo.printed(/^\{.*\}\n/);
      ready = JSON.parse(line) as ReadyLine;
      expect(demo.stdout()).toBe(line);
      expect(demo.stderr()).toMatch(
        new RegExp(`port ${first} is used by node \\(process ${process.pid}\\): stepped over`),
      );
      expect(Object.keys(ready)).toEqual(['gateway', 'dashboard', 'pods', 'vendor', 'grocer', 'owners']);
      expect(ready.owners.map(({ email }) => email)).toEqual(['alice@example.org', 'bob@example.org']);
      expect(portsOf(ready)).not.toContain(first);
      const addresses = [
        `${ready.gateway}/readyz`,
        `${ready.dashboard}/client.jsonld`,
        ready.pods,
        ready.vendor,
        ready.grocer,
        ...ready.owners.map(({ webId }) => webId),
      ];
      for (const address of addresses) expect((await fetch(address)).status, address).toBe(200);
      busy.close();
    },
    LONG_MS,
  );

  it('lets no second one onto its folder', async () => {
    const second = start('--data', data);
    expect(await second.exitCode).toBe(1);
    expect(second.stdout()).toMatch(/A demo runs on this folder already \(process \d+\)/);
  });

  it(
    'leaves no process behind when it is killed, not even the database',
    async () => {
      const [demo] = started.filter(({ child }) => child.exitCode === null);
      const processes = demo?.processes() ?? [];
      // The runner, the demo, the pod server, the gateway, the database.
      expect(processes.length).toBeGreaterThanOrEqual(5);
      process.kill(processes[1] ?? 0, 'SIGKILL');
      expect(await survivors(processes)).toEqual([]);
      for (const port of portsOf(ready)) {
        await expect.poll(() => isPortFree(port), { timeout: 15_000 }).toBe(true);
      }
    },
    LONG_MS,
  );

  it('says who is in the way where a port that it must have is busy', async () => {
    const [gateway] = portsOf(ready);
    const busy = createServer().listen(gateway);
    await once(busy, 'listening');
    const demo = start('--data', data);
    expect(await demo.exitCode).toBe(1);
    expect(demo.stdout()).toContain(`port ${gateway} (gateway) is used by node (process ${process.pid})`);
    expect(demo.stdout()).toContain('--reset');
    busy.close();
  });

  it(
    'tells the whole flow, on the same accounts as before, and ends everything on SIGTERM',
    async () => {
      const demo = start('--data', data);
      await demo.printed(/Ready\. It stays up/);
      const text = demo.stdout();
      for (const step of STEPS) expect(text).toMatch(step);
      for (const { webId, email, password } of ready.owners) {
        for (const known of [webId, email, password]) expect(text).toContain(known);
      }
      // What it tells to type next works.
      const [, settings = ''] =
        /run\.mjs --env-file=(\S+) examples\/07-check-the-ledger\.ts/.exec(text) ?? [];
      expect(await runExample(settings, '07-check-the-ledger.ts')).toMatch(
        /reads issues[\s\S]*all verified$/,
      );
      expect(await readFile(join(data, 'vendor.env'), 'utf8')).toContain(`GATEWAY="${ready.gateway}"`);
      // No colours where there is no terminal.
      expect(text).not.toContain('\u001b');
      const processes = demo.processes();
      demo.child.kill('SIGTERM');
      expect(await demo.exitCode).toBe(0);
      expect(await survivors(processes)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'leaves no process behind when it is stopped while it starts',
    async () => {
      const demo = start('--data', data, '--json');
      await expect
        .poll(() => demo.stderr(), { timeout: 30_000 })
        .toContain('gateway: the database is running');
      const processes = demo.processes();
      demo.child.kill('SIGTERM');
      expect(await demo.exitCode).toBe(0);
      expect(await survivors(processes)).toEqual([]);
      expect(demo.stdout()).toBe('');
    },
    LONG_MS,
  );
});

/** What a reader is promised. */
const STEPS = [
  /1 {2}Acme Broadband asks[\s\S]*issues +title, state, kind/,
  /2 {2}Alice gives less[\s\S]*\[x\] title[\s\S]*\[ \] severity/,
  /3 {2}Acme reads exactly that[\s\S]*The connection drops every evening/,
  /asked again +"severity" and "messages", by name: absent/,
  /absent issues +"Bruised apples in the last two boxes"/,
  /4 {2}The ledger in Alice's pod[\s\S]*consent given by the owner[\s\S]*verified +yes/,
  /5 {2}Alice withdraws[\s\S]*stopped +after \d+ ms/,
  /6 {2}Acme reads again[\s\S]*refused +consent_withdrawn/,
  /7 {2}The ledger again[\s\S]*consent withdrawn by the owner[\s\S]*verified +yes/,
];
