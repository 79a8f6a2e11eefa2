import { describe, expect, it } from 'vitest';
import { readCompactJws } from '../compact-jws.ts';
import { BLOCK_TYP } from '../consent-receipt.ts';
import { base64url } from '../ids.ts';
import { compareHeads, type KnownHead } from './compare-heads.ts';
import type { BlockClaims, ChainedEntry } from './ledger-entry.ts';
import { blockHash, entryLink, firstBlockHash, firstLink } from './link.ts';
import { verifyHistory } from './verify-history.ts';
import { verifyLedger } from './verify-ledger.ts';

const GATEWAY = 'https://gateway.example';
const ACME = 'https://acme.example/client';
const GAP_ENDS = '2026-11-22T12:00:00Z';

const jws = (typ: string, claims: unknown, signature = 'good'): string =>
  [{ typ }, claims]
    .map((part) => base64url(new TextEncoder().encode(JSON.stringify(part))))
    .concat(base64url(new TextEncoder().encode(signature)))
    .join('.');

const verifySignature = async (text: string, typ: string): Promise<unknown> => {
  const read = readCompactJws(text);
  if (read?.header['typ'] !== typ || !text.endsWith(base64url(new TextEncoder().encode('good'))))
    throw new Error('not signed');
  return read.payload;
};

/** Blocks as the gateway makes them, each with one entry of each of these consents, and the head behind each entry. */
async function ledger(plan: readonly string[][], gaps: readonly string[] = []) {
  const heads = new Map<string, KnownHead>();
  const blocks: string[] = [];
  let previous = await firstBlockHash('owner_a');
  for (const [index, consents] of plan.entries()) {
    const entries: ChainedEntry[] = [];
    for (const consentId of consents) {
      const sequence = [...heads.values()].filter((head) => head.consentId === consentId).length + 1;
      const isGap = gaps.includes(`${consentId} ${sequence}`);
      const body = JSON.stringify({
        ...{ id: `entry_${index}`, consentId, version: 1, vendorId: ACME },
        ...(isGap
          ? { kind: 'gap', outcome: 'done', lastAt: GAP_ENDS }
          : { kind: 'read', outcome: 'disclosed' }),
      });
      const entry = { sequence, at: `2026-11-22T10:00:0${index}.000001Z`, body };
      const before = heads.get(`${consentId} ${sequence - 1}`)?.link ?? (await firstLink(consentId));
      heads.set(`${consentId} ${sequence}`, { consentId, sequence, link: await entryLink(before, entry) });
      entries.push({ consentId, ...entry });
    }
    const number = index + 1;
    const stated = entries.map(({ consentId, sequence }): [string, number, string] => [
      ...([consentId, sequence] as const),
      heads.get(`${consentId} ${sequence}`)?.link ?? '',
    ]);
    const hash = await blockHash({ previous, number, heads: stated });
    const claims = { iss: GATEWAY, iat: 1_795_000_000, owner: 'owner_a', number, previous, hash };
    blocks.push(jws(BLOCK_TYP, { ...claims, heads: stated, entries } satisfies BlockClaims));
    previous = hash;
  }
  const headOf = (name: string): KnownHead => heads.get(name) as KnownHead;
  return { blocks, headOf, lastHash: previous };
}

const plan = [['consent_a', 'consent_b'], ['consent_a'], ['consent_a', 'consent_b']];
const good = await ledger(plan);
const check = (blocks: readonly string[]) =>
  verifyLedger(blocks, { verifySignature: (text) => verifySignature(text, BLOCK_TYP) });
const compare = async (consents: readonly KnownHead[], { blocks }: { blocks: readonly string[] } = good) =>
  compareHeads({ consents }, blocks, await check(blocks));

const MISSING = { code: 'heads_missing', detail: 'it was there before and is missing now' };
const DIFFERS = { code: 'heads_differ', detail: 'it is another one than was there before' };

describe('what was known of a ledger', () => {
  it('is all in it, from the first entry to the last', async () => {
    const names = ['consent_a 1', 'consent_a 2', 'consent_a 3', 'consent_b 1', 'consent_b 2'];
    expect(await compare(names.map(good.headOf))).toEqual([]);
    expect(await compare([])).toEqual([]);
  });

  it('is missing where it was cut off at its end, and in a consent that is not in it at all', async () => {
    const cut = { blocks: good.blocks.slice(0, 1) };
    expect(await compare([good.headOf('consent_a 2'), good.headOf('consent_b 1')], cut)).toEqual([
      { ...MISSING, where: 'consent_a, entry 2' },
    ]);
    const other = { ...good.headOf('consent_a 1'), consentId: 'consent_c' };
    expect(await compare([other])).toEqual([{ ...MISSING, where: 'consent_c, entry 1' }]);
  });

  it('cannot be followed, and so is missing, behind an entry that is not there', async () => {
    expect(await compare([good.headOf('consent_a 2')], { blocks: good.blocks.slice(1) })).toEqual([
      { ...MISSING, where: 'consent_a, entry 2' },
    ]);
  });

  it('differs where an entry before it was written anew', async () => {
    const anew = await ledger(plan, ['consent_b 1']);
    const at = '2026-11-23T00:00:00Z';
    expect(await compare([{ ...good.headOf('consent_b 2'), at }], anew)).toEqual([
      { ...DIFFERS, where: 'consent_b, entry 2' },
    ]);
  });

  it.each<[string, number, string | undefined, object[]]>([
    ['was known before the gap ends', 2, '2026-11-22T11:00:00Z', []],
    ['was known just when it ends', 2, GAP_ENDS, []],
    ['was known nobody says when', 2, undefined, []],
    ['reaches further than the gap', 4, '2026-11-22T11:00:00Z', []],
    ['was known after it', 2, '2026-11-22T12:00:01Z', [{ ...DIFFERS, where: 'consent_a, entry 2' }]],
    ['is from before it', 1, '2026-11-22T09:00:00Z', [{ ...DIFFERS, where: 'consent_a, entry 1' }]],
  ])('is explained by a declared gap or not, where it %s', async (_what, sequence, at, problems) => {
    const withGap = await ledger(plan, ['consent_a 2']);
    const link = await firstLink('lost');
    const head = { consentId: 'consent_a', sequence, link, ...(at === undefined ? {} : { at }) };
    expect(await compare([head], withGap)).toEqual(problems);
  });

  it('is not explained by a gap of another consent', async () => {
    const withGap = await ledger(plan, ['consent_a 1']);
    const head = { consentId: 'consent_b', sequence: 2, link: await firstLink('lost') };
    expect(await compare([head], withGap)).toEqual([{ ...DIFFERS, where: 'consent_b, entry 2' }]);
  });

  it.each<[string, number, string, object[]]>([
    ['is there', 3, good.lastHash, []],
    ['is another one', 2, good.lastHash, [{ ...DIFFERS, where: 'block 2' }]],
    ['is missing', 4, good.lastHash, [{ ...MISSING, where: 'block 4' }]],
  ])('may be a block, which %s', async (_what, number, hash, problems) => {
    const verdict = await check(good.blocks);
    const texts = ['no block', ...good.blocks];
    expect(await compareHeads({ block: { number, hash }, consents: [] }, texts, verdict)).toEqual(problems);
  });
});

describe('a history', () => {
  const head = (changes: object = {}, signature?: string, typ = 'parley-ledger-head+jwt') => {
    const { consentId, sequence, link } = good.headOf('consent_a 3');
    const claims = { iss: GATEWAY, aud: ACME, iat: 1_795_000_000, consent_id: consentId, sequence, link };
    return jws(typ, { ...claims, ...changes }, signature);
  };
  const verify = (heads: readonly string[], of: object = {}, blocks: readonly string[] = good.blocks) =>
    verifyHistory(heads, blocks, { verifySignature, ...of });

  it('is whole where blocks and heads agree', async () => {
    for (const of of [{}, { gateway: GATEWAY, vendorId: ACME }]) {
      const verdict = await verify([head()], of);
      expect(verdict.problems).toEqual([]);
      expect(verdict.heads).toMatchObject([{ consent_id: 'consent_a', sequence: 3, aud: ACME }]);
      expect(verdict.ledger.entries).toHaveLength(5);
    }
  });

  it.each<[string, string, object, object]>([
    [
      'forged',
      head({}, 'forged'),
      {},
      { code: 'head_invalid', detail: 'it is no head that the gateway has signed' },
    ],
    ['signed as something else', head({}, 'good', BLOCK_TYP), {}, { code: 'head_invalid' }],
    ['no head', head({ sequence: 0 }), {}, { code: 'head_invalid' }],
    [
      'another gateway’s',
      head({ iss: 'https://other.example' }),
      { gateway: GATEWAY },
      { code: 'other_gateway', detail: `https://other.example signed it, not ${GATEWAY}` },
    ],
    [
      'another vendor’s',
      head({ aud: 'globex' }),
      { vendorId: ACME },
      { code: 'other_vendor', detail: `it is for globex, not for ${ACME}` },
    ],
  ])('does not count a head that is %s', async (_what, text, of, problem) => {
    const { heads, problems } = await verify([head(), text], of);
    expect(problems).toEqual([expect.objectContaining({ where: 'head 2', ...problem })]);
    expect(heads).toHaveLength(1);
  });

  it('shows what is wrong with the blocks, and what they lack of the heads', async () => {
    const { problems } = await verify([head()], {}, [good.blocks[0] ?? '', 'forged']);
    expect(problems).toEqual([
      {
        code: 'signature_invalid',
        where: 'block 2',
        detail: 'its signature is not that of the gateway over this content',
      },
      { ...MISSING, where: 'consent_a, entry 3' },
    ]);
  });

  it('knows by the time in a head what a later gap cannot explain', async () => {
    const withGap = await ledger(plan, ['consent_a 3']);
    const link = await firstLink('lost');
    const [before, after] = ['2026-11-22T11:59:59Z', '2026-11-22T12:00:01Z'].map((at) =>
      head({ link, iat: Date.parse(at) / 1000 }),
    );
    expect((await verify([before ?? ''], {}, withGap.blocks)).problems).toEqual([]);
    expect((await verify([after ?? ''], {}, withGap.blocks)).problems).toEqual([
      { ...DIFFERS, where: 'consent_a, entry 3' },
    ]);
  });
});
