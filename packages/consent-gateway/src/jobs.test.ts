import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { repeat } from './jobs.ts';

/** Rounds that end when the test says so. */
function rounds() {
  const ends: (() => void)[] = [];
  const state = { begun: 0, underWay: 0, most: 0 };
  const round = async (): Promise<void> => {
    state.begun += 1;
    state.underWay += 1;
    state.most = Math.max(state.most, state.underWay);
    await new Promise<void>((resolve) => ends.push(resolve));
    state.underWay -= 1;
  };
  return { state, round, end: () => ends.shift()?.() };
}
const never = (): never => expect.unreachable('no round has thrown');

describe('repeated work', () => {
  it('begins at once, and again and again, never two at once', async () => {
    const { state, round, end } = rounds();
    const job = repeat({ everyMs: 0, round, onFault: never });
    for (const count of [1, 2, 3]) {
      await expect.poll(() => state.begun).toBe(count);
      end();
    }
    const stopped = job.stop();
    end();
    await stopped;
    expect(state.most).toBe(1);
  });

  it('waits for the round under way when it is stopped, and begins no other', async () => {
    const { state, round, end } = rounds();
    const job = repeat({ everyMs: 0, round, onFault: never });
    let isStopped = false;
    const stopped = job.stop().then(() => {
      isStopped = true;
    });
    await turn();
    expect(isStopped).toBe(false);
    end();
    await stopped;
    expect(state).toMatchObject({ begun: 1, underWay: 0 });
  });

  it('does not wait for the pause when it is stopped', async () => {
    let count = 0;
    const round = async (): Promise<void> => {
      count += 1;
    };
    const job = repeat({ everyMs: 3_600_000, round, onFault: never });
    await turn();
    await job.stop();
    expect(count).toBe(1);
  });

  it('goes on after a fault, and tells of it', async () => {
    const faults: unknown[] = [];
    let count = 0;
    const round = async (): Promise<void> => {
      count += 1;
      if (count === 1) throw new Error('once');
    };
    const job = repeat({ everyMs: 0, round, onFault: (fault) => void faults.push(fault) });
    await expect.poll(() => count).toBeGreaterThan(1);
    await job.stop();
    expect(faults).toEqual([new Error('once')]);
  });
});
