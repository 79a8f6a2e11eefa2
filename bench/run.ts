// How fast is the gateway, against its targets? npm run bench [-- --help]
// Real parts, each in a process of its own, all on this machine. Ratios are of one run and of the same data.

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryFolder } from '../scripts/install.mjs';
import { assertPinnedNode } from '../scripts/support/pinned-node.ts';
import { measureRows } from './measure-rows.ts';
import { type BenchOptions, helpOf, readOptions, WrongUse } from './options.ts';
import { describeMachine, machineInWords } from './report/machine.ts';
import { tableOf } from './report/table.ts';
import { writeResults } from './report/write-results.ts';
import { allRows } from './rows/all-rows.ts';
import { FULL, QUICK } from './sizes.ts';

/** Ignored by git, and on a disk: elsewhere temporary files may be in memory, where nothing waits for a disk. */
const WORK = join(repositoryFolder, '.parley');
const RESULTS = join(repositoryFolder, 'bench/results');

assertPinnedNode();
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const names = allRows.map(({ name }) => name);
  try {
    const options = readOptions(words, names);
    if (!options.isHelp) return await bench(options);
    console.log(helpOf(allRows));
    return 0;
  } catch (fault) {
    if (!(fault instanceof WrongUse)) throw fault;
    console.error(`${fault.message}\n${helpOf(allRows)}`);
    return 2;
  }
}

/** 1 where a row gave no figures. Whether a target is reached is for people to judge: machines differ. */
async function bench(options: BenchOptions): Promise<number> {
  const at = new Date();
  const sizes = options.isQuick ? QUICK : FULL;
  await mkdir(WORK, { recursive: true });
  const folder = await mkdtemp(join(WORK, 'bench-'));
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const say = (text: string): void => console.log(text);
  try {
    const machine = await describeMachine(folder);
    say(machineInWords(machine));
    const { figures, failed } = await measureRows({
      options,
      sizes,
      folder,
      at,
      say,
      signal: stopping.signal,
    });
    say(`\n${tableOf(figures)}\n`);
    const results = options.isQuick ? join(WORK, 'bench') : RESULTS;
    if (figures.length > 0) say(`written: ${await writeResults(results, { at, machine, sizes, figures })}`);
    for (const name of failed) say(`NO FIGURE: ${name}`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
