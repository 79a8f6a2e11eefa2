import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OperatorAct } from '../../operator/operator-act.ts';
import { type NotedActs, openNotedActs } from './noted-acts.ts';

let dataDir: string;
let noted: NotedActs;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-acts-'));
  noted = openNotedActs({ dataDir });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const act = (id: string, second = 0): OperatorAct => ({
  id,
  at: `2026-11-22T12:00:0${second}.000Z`,
  operator: 'ann',
  command: 'key rotate',
  about: ['token'],
  outcome: 'begun',
});
async function takeAll(): Promise<string[]> {
  const taken: string[] = [];
  await noted.handOver(async (acts) => void taken.push(...acts.map(({ id }) => id)));
  return taken;
}

it('hands over what was noted once, in order, in a file that only its owner can read', async () => {
  for (const id of ['a', 'b', 'c']) await noted.note(act(id));
  const { mode } = await stat(join(dataDir, 'operator-acts.jsonl'));
  expect(mode & 0o777).toBe(0o600);
  expect(await takeAll()).toEqual(['a', 'b', 'c']);
  expect([await takeAll(), await readdir(dataDir)]).toEqual([[], []]);
});

it('keeps what could not be taken, and hands it over before what came later', async () => {
  await noted.note(act('a', 1));
  await expect(noted.handOver(() => Promise.reject(new Error('no database')))).rejects.toThrow();
  await noted.note(act('b', 2));
  expect(await takeAll()).toEqual(['a', 'b']);
});

it('takes no line that a crash has torn', async () => {
  await noted.note(act('a'));
  await appendFile(join(dataDir, 'operator-acts.jsonl'), '{"id":"b","at":"2026-');
  expect(await takeAll()).toEqual(['a']);
});

it('hands over nothing where nothing was noted', async () => {
  expect(await takeAll()).toEqual([]);
});
