import { compactVerify, generateKeyPair } from 'jose';
import { expect, it, vi } from 'vitest';
import type { BlockDestination } from '../block-destination.ts';
import { createSealer } from './create-sealer.ts';
import { WAITING_THAT_COUNT } from './pace.ts';
import type { SealedBlock, SealStore } from './seal-store.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256');

/** A sealer on a journal that answers as told, and what it was asked. */
function sealer(
  answers: Partial<SealStore> = {},
  blockEverySeconds?: number,
  put: BlockDestination['put'] = async () => undefined,
) {
  const asked: unknown[] = [];
  const store: SealStore = {
    chainSome: async () => 0,
    sealSome: async (patience) => {
      asked.push(patience);
      return 0;
    },
    closeRefusalHours: async () => {
      asked.push('refusals');
      return 0;
    },
    countWaiting: async (limit) => {
      asked.push({ limit });
      return 20;
    },
    takeWaiting: async () => {
      asked.push('take');
      return [];
    },
    markWritten: async () => undefined,
    putOff: async () => undefined,
    ...answers,
  };
  const warnings: unknown[] = [];
  const created = createSealer({
    store,
    destination: { put },
    issuer: 'https://gateway.example',
    key: () => ({ kid: 'record-1', privateKey }),
    ...(blockEverySeconds === undefined ? {} : { blockEverySeconds }),
    log: { warn: (fields, message) => void warnings.push([fields, message]) },
  });
  return { ...created, asked, warnings };
}

const soon = (list: unknown[], expected: unknown[]): Promise<void> =>
  vi.waitFor(() => expect(list).toEqual(expect.arrayContaining(expected)), { timeout: 30_000 });

/** Answers in turn, then zero. */
const inTurn =
  (...numbers: number[]) =>
  async () =>
    numbers.shift() ?? 0;
const block = { ownerId: 'owner_a', number: 1, sealedAt: new Date(0), jws: 'jws', attempts: 1 };
const signal = new AbortController().signal;

it('flushes all that there is, however many rounds it takes, and counts it; a second time there is nothing', async () => {
  const rounds = [[block, block], [block]];
  const { flush } = sealer({
    chainSome: inTurn(100, 20),
    sealSome: inTurn(3, 2, 1),
    takeWaiting: async () => rounds.shift() ?? [],
  });
  expect(await flush({ signal })).toEqual({ chained: 120, sealed: 6, written: 3 });
  expect(await flush({ signal })).toEqual({ chained: 0, sealed: 0, written: 0 });
});

it('does not wait for an owner’s last block to grow old when it flushes', async () => {
  const { flush, asked } = sealer();
  await flush({ signal });
  expect(asked).toEqual([{ seconds: 0, behind: 0 }, 'take']);
});

it('does one thing of a kind at a time, also after one has failed', async () => {
  const order: string[] = [];
  let calls = 0;
  const { flush } = sealer({
    chainSome: async () => {
      const call = ++calls;
      order.push(`begin ${call}`);
      await Promise.resolve();
      order.push(`end ${call}`);
      if (call === 1) throw new Error('lost');
      return 0;
    },
  });
  const both = await Promise.allSettled([flush({ signal }), flush({ signal })]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
});

it.each([
  ['its usual pace', undefined, 7],
  ['the pace that it is given', 30, 32],
])('works in the background at %s, slower by the blocks that wait', async (_what, every, seconds) => {
  const { start, asked } = sealer({}, every);
  const { stop } = start();
  await soon(asked, [{ limit: WAITING_THAT_COUNT }, 'take', 'refusals', { seconds, behind: 60 }]);
  await stop();
});

it('says which job failed and how, and goes on with the others', async () => {
  const { start, warnings } = sealer({
    chainSome: () => Promise.reject(new TypeError('secret')),
    takeWaiting: () => Promise.reject('secret'),
    closeRefusalHours: () => Promise.reject(new RangeError('secret')),
  });
  const { stop } = start();
  const message = 'a ledger job failed; it is tried again';
  await soon(warnings, [
    [{ job: 'seal', fault: 'TypeError' }, message],
    [{ job: 'write', fault: 'unknown' }, message],
    [{ job: 'refusals', fault: 'RangeError' }, message],
  ]);
  await stop();
  expect(JSON.stringify(warnings)).not.toContain('secret');
});

it('begins nothing where it was told to end before', async () => {
  const { start, asked } = sealer();
  await start({ signal: AbortSignal.abort() }).stop();
  expect(asked).toEqual([]);
});

it('signs what it seals as this gateway, with the record key of that moment', async () => {
  const sealed: SealedBlock[] = [];
  const { flush } = sealer({
    sealSome: async (_patience, sign) => {
      if (sealed.length > 0) return 0;
      const material = { ownerId: 'owner_a', number: 1, previousHash: undefined, entries: [] };
      sealed.push(await sign({ ...material, sealedAt: new Date(0) }));
      return 1;
    },
  });
  expect((await flush({ signal })).sealed).toBe(1);
  const { payload, protectedHeader } = await compactVerify(sealed[0]?.jws ?? '', publicKey);
  expect(protectedHeader).toMatchObject({ kid: 'record-1' });
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ iss: 'https://gateway.example' });
});

it('puts off what no pod took, by a time that differs from one to the next', async () => {
  const delays: number[] = [];
  const rounds = [[block, block, block, block]];
  const store = {
    takeWaiting: async () => rounds.shift() ?? [],
    putOff: async (_block: unknown, seconds: number) => void delays.push(seconds),
  };
  await sealer(store, undefined, () => Promise.reject(new Error('away'))).flush({ signal });
  expect(delays.every((delay) => delay > 0)).toBe(true);
  expect(new Set(delays).size).toBeGreaterThan(1);
});

it('ends what is under way when it is stopped, and waits until that has ended', async () => {
  let ended = false;
  const rounds = [[block]];
  const { start, asked } = sealer(
    {
      takeWaiting: async () => rounds.shift() ?? [],
      putOff: async (_block, seconds) => {
        await new Promise(setImmediate);
        ended = seconds === 0;
      },
    },
    undefined,
    ({ signal: given }) =>
      new Promise((_resolve, reject) => {
        given.addEventListener('abort', () => reject(new Error('aborted')));
        asked.push('writes');
      }),
  );
  const { stop } = start();
  await soon(asked, ['writes']);
  await stop();
  expect(ended).toBe(true);
});
