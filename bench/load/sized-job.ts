import type { Sizes } from '../sizes.ts';
import type { Repeated } from '../world/vendor.ts';
import type { LoadJob } from './load-job.ts';
import { runLoad } from './run-load.ts';

const PILOT_EACH = 8;
const MOST_REQUESTS = 60_000;
const WARM_UP_SHARE = 0.1;

/** How many requests of each connection fill the time of a run. Asks once how fast they are answered. */
export async function requestsForRun(
  repeated: Repeated,
  { concurrent, seconds, isQuick }: Sizes,
): Promise<number> {
  if (isQuick) return PILOT_EACH;
  const pilot = await runLoad({ ...repeated, concurrent, warmUp: PILOT_EACH, each: PILOT_EACH });
  const wanted = Math.min(MOST_REQUESTS, pilot.perSecond * seconds);
  return Math.max(PILOT_EACH, Math.ceil(wanted / concurrent));
}

/** Warm-up included: the load program itself is new each time. */
export const jobOf = (repeated: Repeated, each: number, { concurrent, isQuick }: Sizes): LoadJob => ({
  ...repeated,
  concurrent,
  warmUp: isQuick ? 1 : Math.ceil(each * WARM_UP_SHARE),
  each,
});
