// Runs docs/for-vendors.md from top to bottom: every command that it tells people to type, and what it says they will see.

import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { type Program, startProgram } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const parley = join(root, 'packages/parley-cli/src/main.ts');
const running: Program[] = [];
const browser: Browser = createBrowser();
let folder: string;
let app: string;
let sandbox: Program;
let server: Program;
let ports: { app: number; gateway: number };
let page: string;

beforeAll(async () => {
  page = await readFile(join(root, 'docs/for-vendors.md'), 'utf8');
  folder = await mkdtemp(join(tmpdir(), 'parley-vendor-'));
  ports = { app: await freePort(), gateway: await freePort() };
});

afterAll(async () => {
  for (const program of running) program.process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** The lines of the blocks of code in one language, in their order. */
const blocks = (language: string): string[][] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code = '']) =>
    code.trim().split('\n'),
  );

function start(file: string, words: string[], at: string): Program {
  const program = startProgram(file, words, { folder: at });
  running.push(program);
  return program;
}

/** `npm run sandbox`, `npm start` and the like, as the app's own package.json has it. */
async function startScript(name: string): Promise<Program> {
  const { scripts } = JSON.parse(await readFile(join(app, 'package.json'), 'utf8'));
  const [program, ...words] = String(scripts[name]).split(' ');
  return program === 'parley' ? start(parley, words, app) : start(join(app, words[0] ?? ''), [], app);
}

it('has the commands that this test runs, and no others', () => {
  expect(blocks('sh')).toEqual([
    ['npx @parley/cli init my-app', 'cd my-app', 'npm install', 'npm run sandbox'],
    ['npm start'],
    ['npx parley trigger consent.withdrawn'],
    ['npx parley listen'],
    ['npx parley replay --since 2h'],
    ['npm run doctor'],
  ]);
});

it('makes an app that shows what was approved', async () => {
  app = join(folder, 'my-app');
  const own = ['--port', String(ports.app), '--gateway', `http://localhost:${ports.gateway}`];
  const written = start(parley, ['init', 'my-app', ...own], folder);
  expect(await written.ended).toBe(0);
  // npm install, with the packages of this repository.
  await symlink(join(root, 'node_modules'), join(app, 'node_modules'));
  sandbox = await startScript('sandbox');
  await sandbox.line(/Ctrl-C/);
  expect(sandbox.output()).toContain(`The sandbox gateway is at http://localhost:${ports.gateway}`);
  server = await startScript('start');
  expect(await server.line(/^Open /)).toBe(`Open http://localhost:${ports.app}`);
  expect((await browser.open(`http://localhost:${ports.app}`)).text).toContain('Connect with Parley');
  const { text } = await browser.submit(`http://localhost:${ports.app}/connect`, {});
  expect(text).toContain('topic: contact, statement: Write to me, please do not call');
  expect(text).toContain('title: The line drops every evening, state: open');
});

it('lives with every change of mind', async () => {
  const seen: Record<string, string> = {
    pause: 'consent_paused',
    resume: 'The line drops every evening',
    'narrow issues.title': '<li>title: The line drops every evening</li>',
    'issue The bill is wrong': '<li>title: The bill is wrong</li>',
    withdraw: 'consent_withdrawn',
  };
  const [typed = []] = blocks('text');
  expect(typed).toEqual(Object.keys(seen));
  for (const [count, line] of typed.entries()) {
    sandbox.type(line);
    await expect.poll(() => sandbox.output().match(/^Done: /gm)?.length).toBe(count + 1);
    expect((await browser.open(`http://localhost:${ports.app}`)).text).toContain(seen[line]);
  }
  for (const type of ['given', 'paused', 'resumed', 'narrowed', 'withdrawn'])
    await server.line(new RegExp(`^Told: consent\\.${type} consent_`));
  await server.line(/^Told: issues\.changed consent_/);
});

it('is told of what is made up, passed on, and sent again', async () => {
  const made = start(parley, ['trigger', 'consent.withdrawn'], app);
  expect(await made.ended, made.output()).toBe(0);
  const listening = start(parley, ['listen'], app);
  await listening.line(/^Listening: /);
  await browser.submit(`http://localhost:${ports.app}/connect`, {});
  await listening.line(/^consent\.given {2}event_\S+ {2}→ 204$/);
  listening.process.kill('SIGINT');
  expect(await listening.ended).toBe(0);
  const again = start(parley, ['replay', '--since', '2h'], app);
  expect(await again.ended, again.output()).toBe(0);
  expect(again.output()).toContain(`on their way again to http://localhost:${ports.app}/webhooks.`);
});

it('is well in every point, and shows no secret', async () => {
  const doctor = await startScript('doctor');
  expect(await doctor.ended, doctor.output()).toBe(0);
  expect(doctor.output()).toContain('All is well.');
  expect(doctor.output()).toMatch(/✓ saved receipts +2, of which 1 live; of 1 the gateway awaits/);
  expect(doctor.output()).toMatch(/✓ webhook +http\S+: last delivered at/);
  const { d } = JSON.parse(await readFile(join(app, 'keys/vendor-key.json'), 'utf8'));
  expect(running.map(({ output }) => output()).join()).not.toContain(d);
});

it('says what to do where the app does not run, for a person and for a program', async () => {
  const at = ['doctor', '--client-id', `http://localhost:${await freePort()}/client.json`];
  const told = start(parley, at, app);
  expect(await told.ended).toBe(1);
  expect(told.output()).toMatch(/✗ client document .+\(ECONNREFUSED\) → start your app/);
  const json = start(parley, [...at, '--json'], app);
  expect(await json.ended).toBe(1);
  const report = JSON.parse(json.output().replace(/^Looking .+$/m, ''));
  expect(report).toMatchObject({ command: 'doctor', ok: false });
  expect(report.checks).toContainEqual(expect.objectContaining({ code: 'document_unreachable' }));
});

it('ends with Ctrl-C, and says so', async () => {
  sandbox.process.kill('SIGINT');
  expect(await sandbox.ended).toBe(0);
  expect(sandbox.output()).toContain('The sandbox has ended');
});
