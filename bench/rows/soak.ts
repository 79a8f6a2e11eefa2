// As many reads as an hour brings, one after the other without a pause, and the memory that the gateway holds meanwhile.

import { residentMegabytes } from '../load/memory.ts';
import { jobOf } from '../load/run-in-turn.ts';
import { runLoads } from '../load/run-load.ts';
import { slopeOf } from '../load/slope.ts';
import type { Row } from '../row.ts';
import { targets } from '../targets.ts';

/** A token and its proofs last for so many. */
const MOST_READS_A_RUN = 16_000;
const PER = 100_000;

export const soak: Row = {
  name: 'soak',
  title: 'the memory of the gateway over an hour’s worth of reads',
  isSeparate: true,
  async measure({ sizes, say, world }) {
    const { site } = await world();
    const samples: { reads: number; megabytes: number }[] = [];
    const perRun = Math.min(MOST_READS_A_RUN, sizes.soakReads / 4);
    for (let reads = 0; reads < sizes.soakReads; ) {
      const request = await site.vendor.readRequest(site, await site.approved());
      const job = { ...jobOf(request, Math.ceil(perRun / sizes.concurrent), sizes), warmUp: 0 };
      const run = await runLoads([job]);
      reads += run.count;
      const megabytes = await residentMegabytes(site.gateway.pid);
      samples.push({ reads, megabytes });
      say(`${reads} of ${sizes.soakReads} reads, ${run.perSecond.toFixed(0)}/s: ${megabytes.toFixed(0)} MB`);
    }
    // The first half fills what is bounded.
    const later = samples.slice(Math.floor(samples.length / 2));
    const sizesMb = samples.map((sample) => sample.megabytes);
    const slope = slopeOf(later.map(({ reads, megabytes }) => [reads / PER, megabytes]));
    return [
      {
        what: 'memory (RSS) at the end',
        unit: 'MB',
        value: sizesMb.at(-1) ?? Number.NaN,
        spread: { min: Math.min(...sizesMb), max: Math.max(...sizesMb) },
      },
      {
        what: 'growth in the second half, per 100,000 reads',
        unit: 'MB',
        value: slope,
        target: targets.soakGrowthMb,
      },
    ];
  },
};
