import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runInit } from './setting-up.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-init-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function init(name: string, words: string[], environment: Record<string, string> = {}) {
  const file = join(folder, name);
  const said: string[] = [];
  await runInit([...words, '--out', file, '--data', join(folder, 'data')], {
    environment,
    out: { write: (text: string) => said.push(text) },
  });
  return { said: said.join(''), settings: await readFile(file, 'utf8') };
}

it('gives the dashboard a name below that of the gateway, and says what that needs', async () => {
  const { said, settings } = await init('whole.env', ['--origin', 'https://consent.example']);
  expect(settings).toContain('PARLEY_DASHBOARD=https://my.consent.example\n');
  expect(said).toContain("my.consent.example, the owners' dashboard, needs both too");
  expect(said).toContain('reverse_proxy 127.0.0.1:8081');
});

it('takes another name, or none', async () => {
  const origin = ['--origin', 'https://consent.example'];
  const named = await init('named.env', [...origin, '--dashboard', 'https://me.example']);
  expect(named.settings).toContain('PARLEY_DASHBOARD=https://me.example\n');
  const none = await init('none.env', [...origin, '--dashboard', 'off']);
  expect(none.settings).not.toContain('PARLEY_DASHBOARD');
  const laptop = await init('laptop.env', ['--origin', 'http://localhost:8080'], { PARLEY_LOCAL: '1' });
  expect(laptop.settings).not.toContain('PARLEY_DASHBOARD');
});
