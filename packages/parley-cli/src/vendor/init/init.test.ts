import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../command/run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-init-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function init(...words: string[]) {
  const texts = { out: '', err: '' };
  const into = (name: 'out' | 'err') => ({
    write(text: string) {
      texts[name] += text;
    },
  });
  const exitCode = await runCommand(['init', ...words], { out: into('out'), err: into('err') });
  return { exitCode, ...texts };
}

const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8'));

it('writes an app with a key of its own, which it does not show', async () => {
  const app = join(folder, 'My Shop');
  const { exitCode, out } = await init(app, '--name', 'Acme', '--port', '4321');
  expect(exitCode).toBe(0);
  expect(out).toContain('npm install');
  const settings = await readJson(join(app, 'parley.json'));
  expect(settings).toMatchObject({ clientId: 'http://localhost:4321/client.json', clientName: 'Acme' });
  const key = await readJson(join(app, settings.keyFile));
  expect(out).not.toContain(key.d);
  expect((await stat(join(app, settings.keyFile))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(app, '.gitignore'), 'utf8')).toContain('keys/');
  expect((await readJson(join(app, 'package.json'))).name).toBe('my-shop');
  expect((await readFile(join(app, 'README.md'), 'utf8')).trim().split('\n')).toHaveLength(10);
});

it('pins what the app needs to versions that fit this command', async () => {
  const app = await readJson('packages/parley-cli/template/package.json');
  const { version } = await readJson('packages/parley-cli/package.json');
  expect(app.dependencies['@parley/vendor-sdk']).toBe(version);
  expect(app.devDependencies['@parley/cli']).toBe(version);
  const desk = await readJson('examples/acme-support-desk/package.json');
  expect(app.dependencies.express).toBe(desk.dependencies.express);
});

it('touches no folder that has something in it', async () => {
  const full = join(folder, 'full');
  await mkdir(full);
  await writeFile(join(full, 'README.md'), 'mine');
  const { exitCode, err } = await init(full);
  expect(exitCode).toBe(2);
  expect(err).toContain('is not empty. Name a new folder: parley init my-app');
  expect(await readdir(full)).toEqual(['README.md']);
  expect(await readFile(join(full, 'README.md'), 'utf8')).toBe('mine');
});

it.each([
  [['a', 'b'], 'takes one folder'],
  [['a', '--port', '0'], '--port needs a number'],
  [['a', '--gateway', 'http://gateway.example'], 'needs an https address'],
  [['a', '--what'], 'Unknown option'],
])('%j is used wrongly, and writes nothing', async (words, expected) => {
  const before = await readdir(folder);
  const { exitCode, err } = await init(...words.map((word) => (word === 'a' ? join(folder, 'a') : word)));
  expect(exitCode).toBe(2);
  expect(err).toContain(expected);
  expect(await readdir(folder)).toEqual(before);
});

it('says so where the folder cannot be made', async () => {
  await writeFile(join(folder, 'file'), '');
  expect(await init(join(folder, 'file', 'app'))).toMatchObject({ exitCode: 2 });
});
