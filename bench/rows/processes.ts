// One, two and four gateway processes on one database, each with a load program of its own.

import { availableParallelism } from 'node:os';
import { middleOf } from '../figure.ts';
import { runLoads } from '../load/run-load.ts';
import { jobOf, requestsForRun } from '../load/sized-job.ts';
import type { Bench, MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import type { Site } from '../world/site.ts';
import type { BenchGateway } from '../world/start-gateway.ts';

/** Two gateways, two load programs, the database. */
const CORES_FOR_TWO = 5;

export const processes: Row = {
  name: 'processes',
  title: 'one, two and four gateway processes on one database',
  async measure(bench) {
    const { sizes } = bench;
    const { site } = await bench.world();
    const gateways: BenchGateway[] = [site.gateway];
    try {
      while (gateways.length < Math.max(...sizes.processes)) gateways.push(await site.addGateway());
      return figuresOf(await inTurn(bench, site, gateways));
    } finally {
      for (const gateway of gateways.slice(1)) await gateway.stop();
    }
  },
};

/** Reads a second, by number of processes, of each round. */
async function inTurn(
  { sizes, say }: Bench,
  site: Site,
  gateways: readonly BenchGateway[],
): Promise<Map<number, number[]>> {
  const read = async ({ port }: BenchGateway) =>
    site.vendor.readRequest({ origin: site.origin, port }, await site.approved());
  const perSecond = new Map<number, number[]>(sizes.processes.map((count) => [count, []]));
  const each = await requestsForRun(await read(site.gateway), sizes);
  for (let round = 1; round <= sizes.rounds; round += 1) {
    for (const [count, sums] of perSecond) {
      const jobs = await Promise.all(
        gateways.slice(0, count).map(async (gateway) => jobOf(await read(gateway), each, sizes)),
      );
      const sum = (await runLoads(jobs)).reduce((total, run) => total + run.perSecond, 0);
      sums.push(sum);
      say(`round ${round} of ${sizes.rounds}, ${count} processes: ${sum.toFixed(0)} reads/s`);
    }
  }
  return perSecond;
}

function figuresOf(perSecond: ReadonlyMap<number, readonly number[]>): MeasuredFigure[] {
  const [[, one] = [1, []], ...more] = perSecond;
  const cores = availableParallelism();
  return [
    { what: 'one process: throughput', unit: '/s', ...middleOf(one) },
    ...more.map(([count, sums]): MeasuredFigure => {
      const ratios = sums.map((sum, round) => sum / (one[round] ?? Number.NaN));
      const decided = cores < CORES_FOR_TWO ? { undecidable: `${cores} cores, ${CORES_FOR_TWO} needed` } : {};
      const aimed = count === 2 ? { target: targets.twoProcessesVersusOne, ...decided } : {};
      return { what: `throughput, ${count} processes / one`, unit: 'x', ...middleOf(ratios), ...aimed };
    }),
  ];
}
