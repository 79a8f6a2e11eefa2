// One, two and four gateway processes on one database, each with a load program of its own.

import { availableParallelism } from 'node:os';
import { middleOf } from '../figure.ts';
import { runInTurn } from '../load/run-in-turn.ts';
import type { LoadRun } from '../load/run-load.ts';
import type { MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import type { BenchGateway } from '../world/start-gateway.ts';

/** Two gateways, two load programs, the database. */
const CORES_FOR_TWO = 5;

export const processes: Row = {
  name: 'processes',
  title: 'one, two and four gateway processes on one database',
  async measure(bench) {
    const counts = bench.sizes.processes;
    const { site } = await bench.world();
    const gateways: BenchGateway[] = [site.gateway];
    try {
      while (gateways.length < Math.max(...counts)) gateways.push(await site.addGateway());
      const parts = counts.map((count) => ({
        name: `${count} processes`,
        requests: () =>
          Promise.all(
            gateways.slice(0, count).map(async ({ port }) => {
              const address = { origin: site.origin, port };
              return site.vendor.readRequest(address, await site.approved());
            }),
          ),
      }));
      return figuresOf(counts, await runInTurn(parts, bench));
    } finally {
      for (const gateway of gateways.slice(1)) await gateway.stop();
    }
  },
};

function figuresOf(counts: readonly number[], runs: readonly (readonly LoadRun[])[]): MeasuredFigure[] {
  const [one = [], ...more] = runs.map((each) => each.map((run) => run.perSecond));
  const cores = availableParallelism();
  const decided = cores < CORES_FOR_TWO ? { undecidable: `${cores} cores, ${CORES_FOR_TWO} needed` } : {};
  return [
    { what: 'one process: throughput', unit: '/s', ...middleOf(one) },
    ...more.map((sums, at): MeasuredFigure => {
      const count = counts[at + 1];
      const ratios = sums.map((sum, round) => sum / (one[round] ?? Number.NaN));
      const aimed = count === 2 ? { target: targets.twoProcessesVersusOne, ...decided } : {};
      return { what: `throughput, ${count} processes / one`, unit: 'x', ...middleOf(ratios), ...aimed };
    }),
  ];
}
