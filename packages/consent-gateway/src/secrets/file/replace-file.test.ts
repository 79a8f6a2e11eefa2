import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { replaceFile } from './replace-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-replace-'));
  path = join(folder, 'secrets.json');
  await writeFile(path, '0', { mode: 0o600 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('ten at once do one after the other: no change is lost, and nothing is left over', async () => {
  const addOne = () => replaceFile(path, async (text) => String(Number(text) + 1));
  await Promise.all(Array.from({ length: 10 }, addOne));
  expect(await readFile(path, 'utf8')).toBe('10');
  expect(await readdir(folder)).toEqual(['secrets.json']);
});

it('the file stays for its owner’s eyes only', async () => {
  await replaceFile(path, async () => 'new');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('a change that fails leaves the file as it was, and the way free', async () => {
  await expect(replaceFile(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readFile(path, 'utf8')).toBe('0');
  expect(await readdir(folder)).toEqual(['secrets.json']);
});

it('nobody ever reads half of it', async () => {
  const long = 'x'.repeat(200_000);
  const seen = new Set<string>();
  const writing = replaceFile(path, async () => long);
  let isDone = false;
  void writing.then(() => {
    isDone = true;
  });
  while (!isDone) seen.add(await readFile(path, 'utf8'));
  for (const text of seen) expect(['0', long]).toContain(text);
});

it('the draft of a command that was killed is named, and the file is whole', async () => {
  await writeFile(`${path}.new`, 'half');
  vi.useFakeTimers({ toFake: ['Date'] });
  const trying = replaceFile(path, async () => 'new');
  vi.advanceTimersByTime(6_000);
  await expect(trying).rejects.toThrow(`delete ${path}.new and try again; ${path} is whole`);
  vi.useRealTimers();
  expect(await readFile(path, 'utf8')).toBe('0');
});
