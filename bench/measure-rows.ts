import { join } from 'node:path';
import { repositoryFolder } from '../scripts/install.mjs';
import type { Figure } from './figure.ts';
import type { BenchOptions } from './options.ts';
import { summariseProfile } from './profile/summarise-profile.ts';
import { takeProfile } from './profile/take-profile.ts';
import { writeProfile } from './profile/write-profile.ts';
import { describeMachine, machineInWords } from './report/machine.ts';
import type { Bench, MeasuredFigure, Row } from './row.ts';
import { allRows } from './rows/all-rows.ts';
import type { Sizes } from './sizes.ts';
import { startWorld, type World } from './world/world.ts';

export interface Run {
  readonly options: BenchOptions;
  readonly sizes: Sizes;
  /** For all that is written meanwhile. */
  readonly folder: string;
  readonly at: Date;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Measures the rows that were asked for, one after the other, on one world. `failed`: rows without figures. */
export async function measureRows(run: Run): Promise<{ figures: Figure[]; failed: string[] }> {
  const { options, signal } = run;
  const say = (text: string): void => run.say(`${sinceStart()}  ${text}`);
  const figures: Figure[] = [];
  const failed: string[] = [];
  let started: Promise<World> | undefined;
  const world = (): Promise<World> => {
    started ??= startWorld({ ...run, say, hasInspector: options.isProfile });
    return started;
  };
  try {
    for (const row of chosenRows(run)) {
      run.say(`\n${row.name}: ${row.title}`);
      const measured = await measureRow(row, { ...run, say, world, profiled: profiling(row, run, world) });
      figures.push(...measured);
      if (measured.length === 0) failed.push(row.name);
      signal.throwIfAborted();
    }
  } finally {
    const last = await started?.catch(() => undefined);
    await last?.stop();
  }
  return { figures, failed };
}

/** How long this process has been running. */
const sinceStart = (): string => `${Math.round(performance.now() / 1000)} s`.padStart(7);

const chosenRows = ({ options: { only }, sizes }: Run): Row[] =>
  allRows.filter(({ name, isSeparate = false }) =>
    only.length > 0 ? only.includes(name) : sizes.isQuick || !isSeparate,
  );

/** No figure where a row broke: the others still say something. */
async function measureRow(row: Row, bench: Bench): Promise<Figure[]> {
  const startedAt = performance.now();
  try {
    const figures = (await row.measure(bench)).map((figure) => figureOf(row, figure, bench.sizes));
    bench.say(`took ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    return figures.every(({ value }) => Number.isFinite(value)) ? figures : [];
  } catch (fault) {
    bench.say(fault instanceof Error ? (fault.stack ?? fault.message) : 'failed');
    return [];
  }
}

/** A quick run decides nothing. */
function figureOf({ name }: Row, figure: MeasuredFigure, { isQuick }: Sizes): Figure {
  if (!isQuick) return { row: name, ...figure };
  const { target: _, ...rest } = figure;
  return { row: name, ...rest };
}

/** Does nothing where no profile was asked for. */
function profiling({ name }: Row, { folder, at, say }: Run, world: () => Promise<World>): Bench['profiled'] {
  return async (work) => {
    const { inspector } = (await world()).site.gateway;
    if (inspector === undefined) return;
    const summary = summariseProfile(await takeProfile(inspector, work));
    const machine = machineInWords(await describeMachine(folder));
    say(
      `written: ${await writeProfile(join(repositoryFolder, 'bench/profiles'), summary, { row: name, at, machine })}`,
    );
  };
}
