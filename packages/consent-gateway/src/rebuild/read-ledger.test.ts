import { type BlockClaims, blockHash, type LedgerEntryBody } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { BlockFile } from './owner-records.ts';
import { readLedger } from './read-ledger.ts';

const OWNER = 'owner_a';
const day = (number: number) => Date.UTC(2026, 10, number) / 1000;
const entry = (consentId: string, changes: Partial<LedgerEntryBody> = {}): LedgerEntryBody => ({
  id: `entry_${consentId}_${changes.act ?? 'read'}`,
  kind: 'read',
  outcome: 'disclosed',
  consentId,
  version: 1,
  vendorId: 'v',
  ...changes,
});

/** Block `n` of the day `n`, with these entries. The hash chain over blocks is not this reader's to check. */
async function block(number: number, ...entries: LedgerEntryBody[]): Promise<BlockClaims> {
  const ids = [...new Set(entries.map(({ consentId }) => consentId))].sort();
  const heads = ids.map((id): [string, number, string] => [id, number, `link ${number}`]);
  const previous = `hash ${number - 1}`;
  return {
    iss: 'https://gw.example',
    iat: day(number),
    owner: OWNER,
    number,
    previous,
    hash: await blockHash({ previous, number, heads }),
    heads,
    entries: entries.map((body) => ({
      consentId: body.consentId,
      sequence: number,
      at: new Date(day(number) * 1000).toISOString(),
      body: JSON.stringify(body),
    })),
  };
}

const asFile = (claims: BlockClaims): BlockFile => ({ number: claims.number, jws: JSON.stringify(claims) });

/** What was read, and which blocks were asked for. */
async function read(
  blocks: readonly BlockFile[],
  options: { givenAt?: Record<string, number>; downTo?: { number: number; since: Date } } = {},
) {
  const asked: number[] = [];
  async function* newestFirst() {
    for (const file of blocks.toReversed()) {
      asked.push(file.number);
      yield file;
    }
  }
  const reading = await readLedger(newestFirst(), {
    ownerId: OWNER,
    verifySignature: async (jws) => JSON.parse(jws),
    givenAt: new Map(
      Object.entries(options.givenAt ?? { a: 1 }).map(([id, on]) => [id, new Date(day(on) * 1000)]),
    ),
    downTo: options.downTo ?? { number: Number.POSITIVE_INFINITY, since: new Date(8.64e15) },
  });
  return { ...reading, asked };
}

describe('a ledger read from its newest block back', () => {
  it('ends where the last sign of life of each consent is found', async () => {
    const blocks = [
      await block(1, entry('a', { kind: 'act', outcome: 'done', act: 'give' }), entry('b')),
      await block(2, entry('b')),
      await block(3, entry('a')),
      await block(4, entry('a', { kind: 'act', outcome: 'done', act: 'pause' })),
    ];
    const { lastNumber, last, heads, entries, asked } = await read(blocks.map(asFile));
    expect(asked).toEqual([4, 3]);
    expect({ lastNumber, hash: last?.hash }).toEqual({ lastNumber: 4, hash: blocks[3]?.hash });
    expect(heads.get('a')).toEqual({ sequence: 4, link: 'link 4' });
    expect(entries.get('a')?.map((each) => each.entry.act ?? 'read')).toEqual(['pause', 'read']);
  });

  it('does not look for anything from before a consent was given', async () => {
    const blocks = [await block(1, entry('b')), await block(2, entry('b')), await block(5, entry('b'))];
    expect((await read(blocks.map(asFile), { givenAt: { a: 4 } })).asked).toEqual([5, 2]);
  });

  it('goes down to the block that a backup knows, and to the day that limits count', async () => {
    const files = (await Promise.all([1, 2, 3, 4].map((number) => block(number, entry('a'))))).map(asFile);
    const never = new Date(8.64e15);
    expect((await read(files, { downTo: { number: 2, since: never } })).asked).toEqual([4, 3, 2]);
    const since = new Date(day(3) * 1000);
    expect((await read(files, { downTo: { number: 9, since } })).asked).toEqual([4, 3, 2]);
  });

  it.each<[string, (file: BlockFile, claims: BlockClaims) => BlockFile]>([
    ['that cannot be read', ({ number }) => ({ number, jws: undefined })],
    ['without a good signature', ({ number }) => ({ number, jws: 'forged' })],
    [
      "of another owner's",
      ({ number }, claims) => ({ number, jws: JSON.stringify({ ...claims, owner: 'owner_b' }) }),
    ],
    [
      'under another number',
      ({ number }, claims) => ({ number, jws: JSON.stringify({ ...claims, number: 1 }) }),
    ],
    [
      'with another hash',
      ({ number }, claims) => ({ number, jws: JSON.stringify({ ...claims, hash: 'x' }) }),
    ],
  ])('passes over a block %s, and never gives its number again', async (_what, spoil) => {
    const [first, second] = [await block(1, entry('a')), await block(2, entry('a', { act: 'withdraw' }))];
    const { lastNumber, last, entries } = await read([asFile(first), spoil(asFile(second), second)]);
    expect({ lastNumber, hash: last?.hash }).toEqual({ lastNumber: 2, hash: first.hash });
    expect(entries.get('a')).toHaveLength(1);
  });

  it('of an owner who has none knows nothing', async () => {
    expect(await read([])).toMatchObject({ lastNumber: 0, last: undefined });
  });
});
