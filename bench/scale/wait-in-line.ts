import { createRandom } from './random.ts';

const ARRIVALS = 400_000;
const P99 = 0.99;

/**
 * How long all but one in a hundred wait for a process that is busy for a share of its time, in times that one read takes. Reads come at random and each
 * takes as long (M/D/1), by Lindley's recursion.
 */
export function waitInLine(busyShare: number, seed: number): number {
  const random = createRandom(seed);
  const waits = new Float64Array(ARRIVALS);
  let wait = 0;
  for (let at = 0; at < ARRIVALS; at += 1) {
    waits[at] = wait;
    const until = -Math.log(1 - random()) / busyShare;
    wait = Math.max(0, wait + 1 - until);
  }
  return waits.sort()[Math.floor(ARRIVALS * P99)] ?? 0;
}
