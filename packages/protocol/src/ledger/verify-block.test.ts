import { expect, it } from 'vitest';
import type { BlockClaims } from './ledger-entry.ts';
import { blockHash, entryLink, firstBlockHash, firstLink } from './link.ts';
import { type ChainState, verifyBlock } from './verify-block.ts';

const BEGINNING: ChainState = { owner: undefined, number: 0, hash: undefined, consents: new Map() };
const ID = 'consent_a';
const entry = {
  consentId: ID,
  sequence: 1,
  at: '2026-11-22T10:00:00.000001Z',
  body: JSON.stringify({
    ...{ id: 'entry_a', kind: 'read', outcome: 'disclosed' },
    ...{ consentId: ID, version: 1, vendorId: 'https://acme.example' },
  }),
};
const link = await entryLink(await firstLink(ID), entry);

/** An owner's first block, whose hash is right whatever it says: only the key's holder can make it. */
async function firstBlock(changes: Partial<BlockClaims> = {}): Promise<BlockClaims> {
  const block = {
    ...{ iss: 'https://gateway.example', iat: 1_795_000_000, owner: 'owner_a', number: 1 },
    previous: await firstBlockHash('owner_a'),
    heads: [[ID, 1, link]] as BlockClaims['heads'],
    entries: [entry],
    ...changes,
  };
  return { ...block, hash: await blockHash(block) };
}
const codesOf = async (changes: Partial<BlockClaims>) =>
  (await verifyBlock(BEGINNING, await firstBlock(changes))).problems.map(({ code }) => code);

it('takes a first block that begins its owner’s chain', async () => {
  expect(await codesOf({})).toEqual([]);
});

it('finds a first block that begins somebody else’s', async () => {
  expect(await codesOf({ previous: await firstBlockHash('owner_b') })).toEqual(['previous_mismatch']);
});

it.each<[string, BlockClaims['heads']]>([
  ['the right link under another number', [[ID, 2, link]]],
  ['another link under the right number', [[ID, 1, await firstLink(ID)]]],
])('finds a head with %s', async (_what, heads) => {
  expect(await codesOf({ heads })).toEqual(['heads_mismatch']);
});
