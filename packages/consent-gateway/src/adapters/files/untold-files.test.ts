import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256Bytes } from '../../secrets/digests.ts';
import { openUntoldFiles } from './untold-files.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-untold-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const open = (root = '') =>
  openUntoldFiles({ dataDir, secrets: { derive: (use) => sha256Bytes(`${root}${use}`) } });
const notice = (sequence: number, consentId = 'consent_a') => ({
  consentId,
  ownerId: 'owner_a',
  jws: `jws ${sequence}`,
  sequence,
  event: 'withdrawn',
  at: '2026-11-22T12:00:00Z',
});
const file = (name: string) => join(dataDir, 'untold', name);

it('what is kept is there for the next process, by its place, until the pod has it', async () => {
  const untold = await open();
  for (const sequence of [10, 9]) await untold.keep(notice(sequence));
  await untold.keep(notice(10));
  await untold.keep(notice(2, 'consent_b'));
  expect(await (await open()).list('consent_a')).toEqual([notice(9), notice(10)]);
  await untold.forget(notice(9));
  await untold.forget(notice(9));
  expect(await untold.list('consent_a')).toEqual([notice(10)]);
});

it('is sealed, for its owner’s eyes only', async () => {
  await (await open()).keep(notice(2));
  expect((await readFile(file('consent_a.2'))).includes('jws')).toBe(false);
  expect((await stat(file('consent_a.2'))).mode & 0o777).toBe(0o600);
});

it('what a crash has torn, or another gateway has sealed, was never acknowledged here', async () => {
  const untold = await open();
  await (await open('other')).keep(notice(2));
  await untold.keep(notice(3));
  await writeFile(file('consent_a.3'), (await readFile(file('consent_a.3'))).subarray(0, 20));
  expect(await untold.list('consent_a')).toEqual([]);
  expect(await readdir(join(dataDir, 'untold'))).toHaveLength(2);
});
