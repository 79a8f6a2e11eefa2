// Ledgers: three good blocks, and each way in which a ledger can be wrong.

import {
  BLOCK_TYP,
  type BlockClaims,
  blockHash,
  type ChainedEntry,
  entryLink,
  firstBlockHash,
  firstLink,
  type LedgerProblemCode,
} from '@parley/protocol';
import type { JWK } from 'jose';
import { changeAt } from './receipt-vectors.ts';
import type { Sign } from './signer.ts';
import { CONSENT, GATEWAY, GIVEN_AT, OTHER_CONSENT, OWNER, VENDOR } from './story.ts';
import { otherGatewayRecordKey, recordKey } from './vector-keys.ts';

export interface LedgerVector {
  readonly name: string;
  readonly blocks: readonly string[];
  /** The number of the block, and the code. */
  readonly problems: readonly `${number} ${LedgerProblemCode}`[];
}

/** Which consents have entries in each block, in turn. */
const PLAN = [[CONSENT], [CONSENT, CONSENT, OTHER_CONSENT], [CONSENT]];

export async function goodBlocks(
  owner: string = OWNER,
  bodyOf: (consentId: string, sequence: number) => object = readBody,
): Promise<BlockClaims[]> {
  const heads = new Map<string, [sequence: number, link: string]>();
  const blocks: BlockClaims[] = [];
  let previous = await firstBlockHash(owner);
  for (const [index, consents] of PLAN.entries()) {
    const entries: ChainedEntry[] = [];
    for (const consentId of consents) {
      const [sequence, link] = heads.get(consentId) ?? [0, await firstLink(consentId)];
      const entry = entryOf(bodyOf(consentId, sequence + 1), {
        consentId,
        sequence: sequence + 1,
        second: index,
      });
      entries.push(entry);
      heads.set(consentId, [sequence + 1, await entryLink(link, entry)]);
    }
    const stated = [...new Set(consents)].sort().map((id): [string, number, string] => {
      const [sequence, link] = heads.get(id) ?? [0, ''];
      return [id, sequence, link];
    });
    const number = index + 1;
    const hash = await blockHash({ previous, number, heads: stated });
    const iat = GIVEN_AT + index;
    blocks.push({ iss: GATEWAY, iat, owner, number, previous, hash, heads: stated, entries });
    previous = hash;
  }
  return blocks;
}

export function readBody(consentId: string, sequence: number): object {
  return {
    id: `entry_vectors${String(sequence).padStart(15, 'A')}`,
    kind: 'read',
    outcome: 'disclosed',
    consentId,
    version: 1,
    vendorId: VENDOR,
    purpose: 'https://w3id.org/dpv#CustomerCare',
    category: 'issues',
    fields: ['title', 'state'],
    itemCount: sequence,
  };
}

/** The fourth entry is what a gateway writes that has lost its database. */
export function lostBody(consentId: string, sequence: number): object {
  if (sequence < 4) return readBody(consentId, sequence);
  return {
    id: 'entry_vectorsAAAAAAAAAAAAAGAP',
    kind: 'gap',
    outcome: 'done',
    consentId,
    version: 1,
    vendorId: VENDOR,
    firstAt: '2026-11-22T10:00:01Z',
    lastAt: '2026-11-22T10:00:02Z',
  };
}

function entryOf(
  body: object,
  { consentId, sequence, second }: { consentId: string; sequence: number; second: number },
): ChainedEntry {
  return {
    consentId,
    sequence,
    at: `2026-11-22T10:00:0${second}.000${sequence}00Z`,
    body: JSON.stringify(body),
  };
}

export const signBlock = (sign: Sign, block: object, key: JWK = recordKey): Promise<string> =>
  sign(key, BLOCK_TYP, block);

/** The third block, as if it stood behind the first. */
async function afterFirst([first, , third]: readonly BlockClaims[]): Promise<object> {
  if (first === undefined || third === undefined) throw new Error('The good ledger has three blocks.');
  const block = { ...third, previous: first.hash };
  return { ...block, hash: await blockHash(block) };
}

export async function ledgerVectors(sign: Sign): Promise<LedgerVector[]> {
  const claims = await goodBlocks();
  const good = await Promise.all(claims.map((block) => signBlock(sign, block)));
  const [first = '', second = '', third = ''] = good;
  const [, middle] = claims;
  const strangers = await goodBlocks('owner_anotherAAAAAAAAAAAAAAAA');
  const rewritten = await signBlock(sign, {
    ...middle,
    entries: middle?.entries.map((entry) => ({ ...entry, at: '2026-11-21T00:00:00.000000Z' })),
  });
  const vector = (
    name: string,
    blocks: readonly string[],
    ...problems: LedgerVector['problems']
  ): LedgerVector => ({ name, blocks, problems });
  return [
    vector('good', good),
    vector('empty', []),
    vector(
      'a byte of the second block is changed',
      [first, changeAt(second, 500), third],
      '2 signature_invalid',
      '3 entry_out_of_sequence',
    ),
    vector('the second block is missing', [first, third], '3 block_missing', '3 entry_out_of_sequence'),
    vector(
      'two blocks in another order',
      [first, third, second],
      '3 block_missing',
      '3 entry_out_of_sequence',
      '2 block_out_of_order',
    ),
    vector('a block is there twice', [first, second, second, third], '2 block_out_of_order'),
    vector(
      'a block forged with another key',
      [first, await signBlock(sign, middle ?? {}, otherGatewayRecordKey), third],
      '2 signature_invalid',
      '3 entry_out_of_sequence',
    ),
    vector(
      'a block of another owner',
      [first, await signBlock(sign, strangers[1] ?? {}), third],
      '2 owner_mismatch',
      '3 block_missing',
      '3 entry_out_of_sequence',
    ),
    vector(
      'times rewritten by the gateway itself',
      [first, rewritten, third],
      '2 heads_mismatch',
      '2 heads_mismatch',
    ),
    vector(
      'a gap that the gateway declares',
      await Promise.all((await goodBlocks(OWNER, lostBody)).map((block) => signBlock(sign, block))),
    ),
    vector(
      'a block that continues another one',
      [first, second, await signBlock(sign, await afterFirst(claims))],
      '3 previous_mismatch',
    ),
    vector(
      'a hash that is not that of the content',
      [first, second, await signBlock(sign, { ...claims[2], hash: claims[0]?.hash })],
      '3 hash_mismatch',
    ),
    vector(
      'an entry that is none',
      [
        await signBlock(sign, {
          ...claims[0],
          entries: claims[0]?.entries.map((entry) => ({ ...entry, body: '{}' })),
        }),
      ],
      '1 entry_malformed',
      '1 heads_mismatch',
    ),
    vector(
      'a signed text that is no block',
      [await signBlock(sign, { hello: 'world' })],
      '1 block_malformed',
    ),
  ];
}
