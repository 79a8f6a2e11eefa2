import { BLOCK_TYP, blockHash, firstBlockHash, signedBy, verifyLedger } from '@parley/protocol';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import { expect, it } from 'vitest';
import { chainEntries } from './chain-entries.ts';
import { sealBlock } from './seal-block.ts';
import type { BlockMaterial } from './seal-store.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const options = { issuer: 'https://gateway.example', key: { kid: 'record-1', privateKey } };
const recordKey = { ...(await exportJWK(publicKey)), kid: 'record-1' };

/** The material of one block, its entries by consent as the store gives them. */
async function material(changes: Partial<BlockMaterial> = {}): Promise<BlockMaterial> {
  const plain = ['consent_b', 'consent_b', 'consent_a', 'consent_c'].map((consentId, index) => ({
    consentId,
    at: `2026-11-22T10:00:0${index}.000001Z`,
    body: JSON.stringify({
      ...{ id: `entry_${index}`, kind: 'read', outcome: 'disclosed' },
      ...{ consentId, version: 1, vendorId: 'https://acme.example' },
    }),
  }));
  const heads = await chainEntries(plain, new Map());
  return {
    ownerId: 'owner_a',
    number: 1,
    previousHash: undefined,
    sealedAt: new Date('2026-11-22T10:00:05.999Z'),
    entries: plain.map((entry, index) => ({ ...entry, ...heads[index]! })),
    ...changes,
  };
}

it('says in a signed block what it is made of, and the last head of each consent in the order of their ids', async () => {
  const of = await material();
  const { hash, jws } = await sealBlock(of, options);
  const heads = [of.entries[2]!, of.entries[1]!, of.entries[3]!].map(
    ({ consentId, sequence, link }): [string, number, string] => [consentId, sequence, link],
  );
  const previous = await firstBlockHash('owner_a');
  expect(decodeProtectedHeader(jws)).toEqual({ alg: 'ES256', typ: BLOCK_TYP, kid: 'record-1' });
  expect(decodeJwt(jws)).toEqual({
    iss: 'https://gateway.example',
    iat: Date.parse('2026-11-22T10:00:05Z') / 1000,
    owner: 'owner_a',
    number: 1,
    previous,
    hash,
    heads,
    entries: of.entries.map(({ link, ...entry }) => entry),
  });
  expect(hash).toBe(await blockHash({ previous, number: 1, heads }));
});

it('continues the block before it, so that a reader finds nothing wrong', async () => {
  const first = await sealBlock(await material(), options);
  const second = await sealBlock(
    await material({ number: 2, previousHash: first.hash, entries: [] }),
    options,
  );
  const verdict = await verifyLedger([first.jws, second.jws], {
    verifySignature: (jws) => signedBy([recordKey])(jws, BLOCK_TYP),
  });
  expect(verdict.problems).toEqual([]);
  expect(verdict.heads.block).toEqual({ number: 2, hash: second.hash });
});

it('signs nothing that is not a block', async () => {
  await expect(sealBlock(await material({ number: 0 }), options)).rejects.toThrow();
});
