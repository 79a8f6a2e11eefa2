// Stage 5, in the background: journal rows become chains, chains become signed blocks, blocks become files in the pod.

import { repeat } from '../../jobs.ts';
import { USUAL_PACE } from '../../pace.ts';
import type { SigningKey } from '../../secrets/secrets.ts';
import type { BlockDestination } from '../block-destination.ts';
import { chainEntries } from './chain-entries.ts';
import { blockPace, WAITING_THAT_COUNT } from './pace.ts';
import { sealBlock } from './seal-block.ts';
import type { SealStore } from './seal-store.ts';
import { writeBlocks } from './write-blocks.ts';

export interface SealerOptions {
  readonly store: SealStore;
  readonly destination: BlockDestination;
  /** The gateway's origin. */
  readonly issuer: string;
  /** The record key that signs now. */
  readonly key: () => Pick<SigningKey, 'kid' | 'privateKey'>;
  /** Seconds between two blocks of one owner, while the pods keep up. Default: the usual pace. */
  readonly blockEverySeconds?: number;
  readonly log: { warn(fields: object, message: string): void };
  /** Spreads retries. Default: `Math.random`. */
  readonly random?: () => number;
}

export interface Sealer {
  /** Runs in the background until `stop`, which ends what is under way. No failure ends it. */
  start(options?: { signal?: AbortSignal }): { stop(): Promise<void> };
  /** All that is in the journal now: chained, sealed and, where the pod answers, written. For tests and the demo. */
  flush(options: { signal: AbortSignal }): Promise<{ chained: number; sealed: number; written: number }>;
}

const CHAIN_MS = 1_000;
const WRITE_MS = 1_000;
const REFUSALS_MS = 60_000;

export function createSealer(options: SealerOptions): Sealer {
  const { store, blockEverySeconds = USUAL_PACE.blockEverySeconds } = options;
  const writing = { ...options, random: options.random ?? Math.random };
  const chain = oneAtATime(() => untilDone(() => store.chainSome(chainEntries)));
  const seal = oneAtATime((patience: { seconds: number; behind: number }) =>
    untilDone(() =>
      store.sealSome(patience, (material) =>
        sealBlock(material, { issuer: options.issuer, key: options.key() }),
      ),
    ),
  );
  const write = oneAtATime((signal: AbortSignal) => writeBlocks(writing, signal));

  const chainAndSeal = async (): Promise<void> => {
    await chain();
    await seal(blockPace(await store.countWaiting(WAITING_THAT_COUNT), blockEverySeconds));
  };
  return {
    start: ({ signal } = {}) => {
      const ending = new AbortController();
      const ended = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
      const job = (name: string, everyMs: number, round: () => Promise<unknown>) =>
        repeat({
          everyMs,
          round: async () => void (ended.aborted || (await round())),
          onFault: (error) =>
            options.log.warn({ job: name, fault: nameOf(error) }, 'a ledger job failed; it is tried again'),
        });
      const jobs = [
        job('seal', CHAIN_MS, chainAndSeal),
        job('write', WRITE_MS, () => write(ended)),
        job('refusals', REFUSALS_MS, () => store.closeRefusalHours()),
      ];
      return {
        stop: async () => {
          ending.abort();
          await Promise.all(jobs.map((each) => each.stop()));
        },
      };
    },
    flush: async ({ signal }) => ({
      chained: await chain(),
      sealed: await seal({ seconds: 0, behind: 0 }),
      written: await write(signal),
    }),
  };
}

/** Rounds until one finds nothing; the sum of what they did. */
async function untilDone(round: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let done = await round(); done > 0; done = await round()) total += done;
  return total;
}

/** A call waits for the one before: what a call answers is what it did itself. */
function oneAtATime<A extends unknown[]>(
  work: (...args: A) => Promise<number>,
): (...args: A) => Promise<number> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const next = last.then(() => work(...args));
    last = next.catch(() => undefined);
    return next;
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
