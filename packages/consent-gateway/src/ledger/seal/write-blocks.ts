import type { BlockDestination } from '../block-destination.ts';
import { retryDelay } from './pace.ts';
import type { SealStore, WaitingBlock } from './seal-store.ts';

export interface WriteBlocksOptions {
  readonly store: SealStore;
  readonly destination: BlockDestination;
  readonly log: { warn(fields: object, message: string): void };
  readonly random: () => number;
}

const AT_ONCE = 8;
/** Shorter than the minute for which a block is taken. */
const WRITE_MS = 30_000;

/** Writes the blocks that are due into their pods, until none is left. Returns how many were written. */
export async function writeBlocks(options: WriteBlocksOptions, signal: AbortSignal): Promise<number> {
  let written = 0;
  while (!signal.aborted) {
    const blocks = await options.store.takeWaiting(AT_ONCE);
    if (blocks.length === 0) break;
    const outcomes = await Promise.all(blocks.map((block) => writeOne(block, options, signal)));
    written += outcomes.filter(Boolean).length;
  }
  return written;
}

async function writeOne(
  block: WaitingBlock,
  options: WriteBlocksOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, destination, log, random } = options;
  const { ownerId, number, sealedAt, jws } = block;
  try {
    await destination.put({
      ownerId,
      number,
      sealedAt,
      jws,
      signal: AbortSignal.any([signal, AbortSignal.timeout(WRITE_MS)]),
    });
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    if (!signal.aborted)
      log.warn(
        { number, attempts: block.attempts, code },
        'a block is not in the pod yet; it is tried again',
      );
    await store.putOff(block, signal.aborted ? 0 : retryDelay(block.attempts, random));
    return false;
  }
  await store.markWritten(block);
  return true;
}
