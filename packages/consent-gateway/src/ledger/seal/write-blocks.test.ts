import { expect, it } from 'vitest';
import type { BlockDestination } from '../block-destination.ts';
import type { SealStore, WaitingBlock } from './seal-store.ts';
import { writeBlocks } from './write-blocks.ts';

const block = (number: number, attempts = 1): WaitingBlock => ({
  ownerId: 'owner_a',
  number,
  sealedAt: new Date('2026-11-22T10:00:00Z'),
  jws: `block ${number}`,
  attempts,
});

/** Writes what is handed out in these rounds, and says what became of it. */
async function write(
  rounds: WaitingBlock[][],
  put: BlockDestination['put'],
  signal = new AbortController().signal,
) {
  const told: unknown[] = [];
  const store: Pick<SealStore, 'takeWaiting' | 'markWritten' | 'putOff'> = {
    takeWaiting: async (limit) => {
      told.push(['take', limit]);
      return rounds.shift() ?? [];
    },
    markWritten: async ({ number }) => void told.push(['written', number]),
    putOff: async ({ number }, seconds) => void told.push(['put off', number, seconds]),
  };
  const written = await writeBlocks(
    {
      store: store as SealStore,
      destination: { put },
      log: { warn: (fields, message) => void told.push(['warned', fields, message]) },
      random: () => 0.5,
    },
    signal,
  );
  return { written, told };
}

it('writes round after round, eight at a time, until none is due, and marks what is there', async () => {
  const puts: unknown[] = [];
  const { written, told } = await write([[block(1), block(2)], [block(3)]], async ({ signal, ...what }) => {
    puts.push({ ...what, isAborted: signal.aborted });
  });
  expect(written).toBe(3);
  expect(told).toEqual([
    ['take', 8],
    ['written', 1],
    ['written', 2],
    ['take', 8],
    ['written', 3],
    ['take', 8],
  ]);
  const { ownerId, sealedAt } = block(1);
  expect(puts[0]).toEqual({ ownerId, number: 1, sealedAt, jws: 'block 1', isAborted: false });
});

it('puts a block off that is not in the pod, later each time, and says so without its content', async () => {
  const failures: unknown[] = [
    Object.assign(new Error('down'), { code: 'unavailable' }),
    new Error('other'),
    'text',
  ];
  const { written, told } = await write([[block(1, 3), block(2), block(3), block(4)]], async () => {
    if (failures.length > 0) throw failures.shift();
  });
  const message = 'a block is not in the pod yet; it is tried again';
  expect(written).toBe(1);
  expect(told).toEqual(
    expect.arrayContaining([
      ['warned', { number: 1, attempts: 3, code: 'unavailable' }, message],
      ['warned', { number: 2, attempts: 1, code: undefined }, message],
      ['warned', { number: 3, attempts: 1, code: undefined }, message],
      ['put off', 1, 8],
      ['put off', 2, 2],
      ['put off', 3, 2],
      ['written', 4],
    ]),
  );
  expect(told).toHaveLength(9);
});

it('takes nothing more after it was told to end', async () => {
  expect(await write([[block(1)]], async () => undefined, AbortSignal.abort())).toEqual({
    written: 0,
    told: [],
  });
});

it('lets a block that it was writing when told to end be due at once, which is no failure', async () => {
  const ending = new AbortController();
  const { told } = await write(
    [[block(1)]],
    async ({ signal }) => {
      ending.abort();
      signal.throwIfAborted();
    },
    ending.signal,
  );
  expect(told).toEqual([
    ['take', 8],
    ['put off', 1, 0],
  ]);
});
