import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDashboard } from '../../scripts/support/build-dashboard.ts';

const BUILD_MS = 120_000;
let folders: string[];

beforeAll(async () => {
  folders = await Promise.all(['one', 'another'].map((name) => mkdtemp(join(tmpdir(), `parley-${name}-`))));
  for (const folder of folders) await buildDashboard(folder);
}, BUILD_MS);

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

test('two builds of one source have the same bytes, and say so', async () => {
  const [one, another] = await Promise.all(
    folders.map((folder) => readFile(join(folder, 'hash.json'), 'utf8')),
  );
  expect(one).toBe(another);
  expect(JSON.parse(one ?? '')).toEqual({
    whole: expect.stringMatching(/^[\da-f]{64}$/),
    files: expect.objectContaining({
      'index.html': expect.stringMatching(/^[\da-f]{64}$/),
      'service-worker.js': expect.stringMatching(/^[\da-f]{64}$/),
    }),
  });
});

test('nothing in it is inline, names this machine, or is loaded from elsewhere', async () => {
  const [folder = ''] = folders;
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]* src="\/)|<style| style=| on\w+=|https?:/);
  const { files } = JSON.parse(await readFile(join(folder, 'hash.json'), 'utf8')) as { files: object };
  for (const path of Object.keys(files)) {
    const text = await readFile(join(folder, path), 'utf8');
    expect(text.includes(folder) || text.includes(process.cwd()), path).toBe(false);
  }
});

test('the script that shows messages stands alone: every browser can start it', async () => {
  const script = await readFile(join(folders[0] ?? '', 'service-worker.js'), 'utf8');
  expect(script).toContain('showNotification');
  expect(script).not.toMatch(/\b(import|export)\b/);
});
