import { describe, expect, it } from 'vitest';
import {
  base64url,
  blockHash,
  entryLink,
  firstBlockHash,
  firstLink,
  sha256,
  verifyLedger,
} from '../index.ts';
import type { BlockClaims, ChainedEntry } from './ledger-entry.ts';

const OWNER = 'owner_a';
const body = (consentId: string, id: string): string =>
  JSON.stringify({
    id,
    kind: 'read',
    outcome: 'disclosed',
    consentId,
    version: 1,
    vendorId: 'https://acme.example',
  });

const sign = async (claims: unknown): Promise<string> => {
  const payload = base64url(new TextEncoder().encode(JSON.stringify(claims)));
  return `${payload}.${await sha256(`key ${payload}`)}`;
};

const verifySignature = async (jws: string): Promise<unknown> => {
  const [payload = '', signature] = jws.split('.');
  if ((await sha256(`key ${payload}`)) !== signature) throw new Error('not signed');
  return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
};

/** Blocks as the gateway makes them: each inner list names the consents that the block's entries belong to, in turn. */
async function ledger(
  plan: string[][],
  bodyOf: (entry: string) => string | undefined = () => undefined,
): Promise<BlockClaims[]> {
  const chains = new Map<string, { sequence: number; link: string }>();
  const blocks: BlockClaims[] = [];
  let previous = await firstBlockHash(OWNER);
  for (const [index, consents] of plan.entries()) {
    const entries: ChainedEntry[] = [];
    for (const consentId of [...consents].sort()) {
      const last = chains.get(consentId) ?? { sequence: 0, link: await firstLink(consentId) };
      const sequence = last.sequence + 1;
      const entry = {
        sequence,
        at: `2026-11-22T10:00:0${index}.000001Z`,
        body: bodyOf(`${consentId}-${sequence}`) ?? body(consentId, `entry_${index}_${entries.length}`),
      };
      chains.set(consentId, { sequence: entry.sequence, link: await entryLink(last.link, entry) });
      entries.push({ consentId, ...entry });
    }
    const heads = [...new Set(consents)].sort().map((id): [string, number, string] => {
      const head = chains.get(id)!;
      return [id, head.sequence, head.link];
    });
    const number = index + 1;
    const hash = await blockHash({ previous, number, heads });
    blocks.push({
      iss: 'https://gateway.example',
      iat: 1_795_000_000,
      owner: OWNER,
      number,
      previous,
      hash,
      heads,
      entries,
    });
    previous = hash;
  }
  return blocks;
}

const plan = [
  ['consent_a', 'consent_b'],
  ['consent_a'],
  ['consent_a', 'consent_a', 'consent_b'],
  ['consent_b'],
];
const good = await ledger(plan);
const signAll = (blocks: readonly unknown[]): Promise<string[]> => Promise.all(blocks.map(sign));
const check = async (blocks: readonly unknown[]) => verifyLedger(await signAll(blocks), { verifySignature });
const codesOf = async (blocks: readonly unknown[]) =>
  (await check(blocks)).problems.map((problem) => `${problem.blockNumber} ${problem.code}`);

/** The third block with something else in it, its own hash made right again: only the key's holder can do that. */
const rewritten = async (change: Partial<BlockClaims>): Promise<BlockClaims[]> => {
  const block = { ...good[2]!, ...change };
  return good.with(2, { ...block, hash: change.hash ?? (await blockHash(block)) });
};

describe('the hashes', () => {
  it('are those that the definition gives', async () => {
    expect(await firstLink('consent_a')).toBe(await sha256('parley-ledger\nconsent_a'));
    expect(await firstBlockHash(OWNER)).toBe(await sha256(`parley-blocks\n${OWNER}`));
    expect(await entryLink('previous', { sequence: 7, at: 'at', body: 'body' })).toBe(
      await sha256(`previous\n7\nat\n${await sha256('body')}`),
    );
    expect(await blockHash({ previous: 'previous', number: 3, heads: [['consent_a', 1, 'link']] })).toBe(
      await sha256('previous\n3\n[["consent_a",1,"link"]]'),
    );
  });
});

describe('a ledger that nobody touched', () => {
  it('has no problem, all its entries, and its heads', async () => {
    const verdict = await check(good);
    expect(verdict.problems).toEqual([]);
    expect(
      verdict.entries.map((entry) => `${entry.blockNumber} ${entry.consentId} ${entry.sequence}`),
    ).toEqual([
      '1 consent_a 1',
      '1 consent_b 1',
      '2 consent_a 2',
      '3 consent_a 3',
      '3 consent_a 4',
      '3 consent_b 2',
      '4 consent_b 3',
    ]);
    expect(verdict.entries[0]?.entry).toMatchObject({ kind: 'read', vendorId: 'https://acme.example' });
    expect(verdict.heads.block).toEqual({ number: 4, hash: good[3]?.hash });
    expect(verdict.heads.consents.get('consent_b')).toEqual({ sequence: 3, link: good[3]?.heads[0]?.[2] });
  });

  it('may be empty', async () => {
    expect(await check([])).toEqual({
      entries: [],
      gaps: [],
      heads: { block: undefined, consents: new Map() },
      problems: [],
    });
  });
});

describe('planted failures', () => {
  it('finds every single changed byte of a block', async () => {
    const blocks = await signAll(good);
    const second = blocks[1]!;
    for (let at = 0; at < second.length; at += 1) {
      const other = second[at] === 'A' ? 'B' : 'A';
      const verdict = await verifyLedger(blocks.with(1, second.slice(0, at) + other + second.slice(at + 1)), {
        verifySignature,
      });
      expect(verdict.problems[0]).toMatchObject({ code: 'signature_invalid', blockNumber: 2 });
    }
  });

  it('finds a block that the gateway did not sign, and goes on behind it', async () => {
    const forged = `${(await sign(good[1])).split('.')[0]}.forged`;
    const verdict = await verifyLedger((await signAll(good)).with(1, forged), { verifySignature });
    expect(verdict.problems.map((problem) => `${problem.blockNumber} ${problem.code}`)).toEqual([
      '2 signature_invalid',
      '3 entry_out_of_sequence',
    ]);
    expect(verdict.heads.block).toEqual({ number: 4, hash: good[3]?.hash });
  });

  it('says so where the last block cannot be believed', async () => {
    const verdict = await verifyLedger((await signAll(good)).with(3, 'forged.block'), { verifySignature });
    expect(verdict.heads.block).toBeUndefined();
  });

  it('finds a signed text that is no block', async () => {
    expect(await codesOf(good.with(1, { hello: 'world' } as never))).toContain('2 block_malformed');
  });

  it('finds a missing block', async () => {
    expect(await codesOf(good.toSpliced(1, 1))).toEqual(['3 block_missing', '3 entry_out_of_sequence']);
    expect(await codesOf(good.slice(1))).toContain('2 block_missing');
  });

  it('shows by the heads that blocks are missing at the end', async () => {
    const { problems, heads } = await check(good.slice(0, 3));
    expect(problems).toEqual([]);
    expect(heads.block?.number).toBe(3);
  });

  it('finds blocks in another order, and one that is there twice', async () => {
    expect(await codesOf([good[0], good[2], good[1], good[3]])).toContain('2 block_out_of_order');
    expect(await codesOf([good[0], good[1], good[1], good[2], good[3]])).toEqual(['2 block_out_of_order']);
  });

  it("finds a block of another owner's ledger", async () => {
    expect(await codesOf(good.with(1, { ...good[1]!, owner: 'owner_b' }))).toContain('2 owner_mismatch');
  });

  it('finds a block that continues another one', async () => {
    expect(await codesOf(await rewritten({ previous: good[0]!.hash }))).toContain('3 previous_mismatch');
  });

  it('finds a hash that is not that of the content', async () => {
    expect(await codesOf(await rewritten({ hash: await sha256('other') }))).toEqual([
      '3 hash_mismatch',
      '4 previous_mismatch',
    ]);
  });

  it('finds a rewritten entry, even signed by the gateway', async () => {
    const entries = good[2]!.entries.with(0, {
      ...good[2]!.entries[0]!,
      body: body('consent_a', 'entry_other'),
    });
    expect(await codesOf(await rewritten({ entries }))).toEqual(['3 heads_mismatch']);
  });

  it('finds a rewritten time', async () => {
    const entries = good[2]!.entries.with(0, { ...good[2]!.entries[0]!, at: '2026-11-22T09:00:00.000000Z' });
    expect(await codesOf(await rewritten({ entries }))).toEqual(['3 heads_mismatch']);
  });

  it('finds entries that were left out, doubled or swapped', async () => {
    const [first, second, third] = good[2]!.entries as [ChainedEntry, ChainedEntry, ChainedEntry];
    for (const entries of [
      [second, third],
      [first, first, second, third],
      [second, first, third],
    ]) {
      expect(await codesOf(await rewritten({ entries }))).toEqual(['3 entry_out_of_sequence']);
    }
    expect(await codesOf(await rewritten({ entries: [first, third] }))).toEqual(['3 heads_mismatch']);
  });

  it('finds heads that are left out or are in another order', async () => {
    const heads = good[2]!.heads;
    expect(await codesOf(await rewritten({ heads: heads.slice(0, 1) }))).toContain('3 heads_mismatch');
    expect(await codesOf(await rewritten({ heads: heads.toReversed() }))).toContain('3 heads_mismatch');
  });

  it("finds an entry that is no entry, or another consent's", async () => {
    for (const text of ['not json', '{}', body('consent_other', 'entry_1')]) {
      const entries = good[2]!.entries.with(0, { ...good[2]!.entries[0]!, body: text });
      expect(await codesOf(await rewritten({ entries }))).toContain('3 entry_malformed');
    }
  });

  it('tells of a gap that the gateway declares, which is no problem of what is there', async () => {
    const gap = JSON.stringify({
      ...JSON.parse(body('consent_a', 'entry_gap')),
      kind: 'gap',
      outcome: 'done',
      firstAt: '2026-11-22T10:00:00Z',
      lastAt: '2026-11-22T12:00:00Z',
    });
    const blocks = await ledger([['consent_a', 'consent_b'], ['consent_a']], (id) =>
      id === 'consent_a-2' ? gap : undefined,
    );
    const verdict = await verifyLedger(await signAll(blocks), { verifySignature });
    expect(verdict.problems).toEqual([]);
    expect(verdict.gaps).toEqual([
      {
        consentId: 'consent_a',
        blockNumber: 2,
        sequence: 2,
        from: '2026-11-22T10:00:00Z',
        to: '2026-11-22T12:00:00Z',
      },
    ]);
  });
});

describe('each problem', () => {
  const [first, second, third] = good as [BlockClaims, BlockClaims, BlockClaims];
  const unread = third.entries.with(0, { ...third.entries[0]!, body: 'not json' });
  const other = third.entries.with(0, { ...third.entries[0]!, body: body('consent_a', 'entry_other') });
  it.each<[string, () => Promise<readonly unknown[]>]>([
    ['1 missing before block 2', async () => [second]],
    ['entry 2 of consent_a stands after entry 0', async () => [second]],
    ['block 2 stands after block 2', async () => [first, second, second]],
    ["this block is from another owner's ledger", async () => [first, { ...second, owner: 'owner_b' }]],
    ['it does not continue the block before it', () => rewritten({ previous: first.hash })],
    ['its hash is not that of its content', async () => rewritten({ hash: await sha256('other') })],
    ['its heads are not those of the consents it has entries of', () => rewritten({ heads: [] })],
    ['the head of consent_a is not where its entries lead', () => rewritten({ entries: other })],
    ['entry 3 of consent_a cannot be read', () => rewritten({ entries: unread })],
    ['its signature is right but it is not a block', async () => [{}]],
  ])('is said in words: %s', async (words, blocks) => {
    const { problems } = await check(await blocks());
    expect(problems.map(({ detail }) => detail)).toContain(words);
  });

  it('is said in words: whose signature it is not', async () => {
    const { problems } = await verifyLedger(['forged.block'], { verifySignature });
    const detail = 'its signature is not that of the gateway over this content';
    expect(problems).toEqual([{ code: 'signature_invalid', blockNumber: 1, detail }]);
  });

  it('of a block that is out of order leaves the chain where it was', async () => {
    const { problems, heads, entries } = await check([first, second, first, third]);
    expect(problems.map(({ code }) => code)).toEqual(['block_out_of_order']);
    expect(heads.block).toEqual({ number: 3, hash: third.hash });
    expect(entries).toHaveLength(8);
  });

  it('of a block of another owner lets nothing of it count', async () => {
    const { heads, entries } = await check([first, { ...second, owner: 'owner_b' }]);
    expect(heads.block).toEqual({ number: 1, hash: first.hash });
    expect(entries).toHaveLength(2);
  });
});

it('a gap that says neither its beginning nor its end is one up to when it was written', async () => {
  const gap = JSON.stringify({ ...JSON.parse(body('consent_a', 'entry_gap')), kind: 'gap', outcome: 'done' });
  const { gaps } = await check(await ledger([['consent_a']], () => gap));
  expect(gaps).toEqual([
    { consentId: 'consent_a', blockNumber: 1, sequence: 1, from: '', to: '2026-11-22T10:00:00.000001Z' },
  ]);
});
