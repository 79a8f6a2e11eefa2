import type { Bench } from '../row.ts';
import type { Sizes } from '../sizes.ts';
import type { Repeated } from '../world/vendor.ts';
import type { LoadJob } from './load-job.ts';
import { type LoadRun, runLoads } from './run-load.ts';

/** One of the things that are compared. */
export interface Part {
  readonly name: string;
  /** Made anew for each run: tokens and nonces last for minutes. Several are sent at the same time, each by a program of its own. */
  requests(): Promise<readonly Repeated[]>;
}

/** Requests of each connection of the first run, which only says how fast they are answered. */
const FIRST_EACH = 32;
const QUICK_EACH = 8;
/** Of each run, so that all fit into memory. */
const MOST_REQUESTS = 100_000;
const WARM_UP_SHARE = 0.1;

/** Runs all parts in turn, as many rounds as there should be, so that noise hits all. Returns the runs of each part. */
export async function runInTurn(parts: readonly Part[], { sizes, say }: Bench): Promise<LoadRun[][]> {
  const turns = parts.map((part) => ({
    part,
    each: sizes.isQuick ? QUICK_EACH : FIRST_EACH,
    runs: [] as LoadRun[],
  }));
  const runOne = async (turn: (typeof turns)[number]): Promise<LoadRun> => {
    const requests = await turn.part.requests();
    const run = await runLoads(requests.map((request) => jobOf(request, turn.each, sizes)));
    if (!sizes.isQuick) turn.each = eachFor(run.perSecond / requests.length, sizes);
    return run;
  };
  if (!sizes.isQuick) for (const turn of turns) await runOne(turn);
  for (let round = 1; round <= sizes.rounds; round += 1) {
    for (const turn of turns) {
      const run = await runOne(turn);
      turn.runs.push(run);
      say(
        `round ${round} of ${sizes.rounds}, ${turn.part.name}: ${run.perSecond.toFixed(0)}/s, p50 ${run.p50.toFixed(1)} ms, p99 ${run.p99.toFixed(1)} ms`,
      );
    }
  }
  return turns.map(({ runs }) => runs);
}

/** As many as the last run says that fill the time of one. */
function eachFor(perSecond: number, { concurrent, seconds }: Sizes): number {
  return Math.max(FIRST_EACH, Math.ceil(Math.min(MOST_REQUESTS, perSecond * seconds) / concurrent));
}

/** Warm-up included: the load program itself is new each time. */
export const jobOf = (repeated: Repeated, each: number, { concurrent }: Sizes): LoadJob => ({
  ...repeated,
  ...{ concurrent, each, warmUp: Math.ceil(each * WARM_UP_SHARE) },
});
