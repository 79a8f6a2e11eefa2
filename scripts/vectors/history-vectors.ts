// What a vendor has kept against what an owner's pod holds: signed heads, and blocks.

import {
  type BlockClaims,
  type HistoryProblemCode,
  LEDGER_HEAD_TYP,
  type LedgerHeadClaims,
} from '@parley/protocol';
import type { JWK } from 'jose';
import { goodBlocks, lostBody, readBody, signBlock } from './ledger-vectors.ts';
import { changeAt } from './receipt-vectors.ts';
import type { Sign } from './signer.ts';
import { CONSENT, GATEWAY, GIVEN_AT, OTHER_CONSENT, OWNER, VENDOR } from './story.ts';
import { otherGatewayRecordKey, recordKey, vendorKey } from './vector-keys.ts';

export interface HistoryVector {
  readonly name: string;
  /** As the vendor kept them. */
  readonly heads: readonly string[];
  /** As the pod holds them. */
  readonly blocks: readonly string[];
  readonly problems: readonly HistoryProblemCode[];
}

export async function historyVectors(sign: Sign): Promise<HistoryVector[]> {
  const claims = await goodBlocks();
  const blocks = await Promise.all(claims.map((block) => signBlock(sign, block)));
  const signHead = (head: object, key: JWK = recordKey): Promise<string> => sign(key, LEDGER_HEAD_TYP, head);
  const heads = await Promise.all(claims.map((block) => signHead(headOf(block))));
  const [first = '', , last = ''] = heads;
  // Signed and chained without a fault: only what somebody else has kept shows it.
  const anew = await signAll(sign, await goodBlocks(OWNER, lessWasRead));
  const withGap = await signAll(sign, await goodBlocks(OWNER, lostBody));
  const lastClaims = headOf(claims[2]);
  const vector = (
    name: string,
    parts: { heads: readonly string[]; blocks: readonly string[] },
    ...problems: HistoryProblemCode[]
  ): HistoryVector => ({ name, ...parts, problems });
  return [
    vector('good', { heads, blocks }),
    vector('no head was kept', { heads: [], blocks: anew }),
    vector('the gateway has written a day anew', { heads: [last], blocks: anew }, 'heads_differ'),
    vector(
      'the gateway has written a day anew behind the first head',
      { heads: [first, last], blocks: anew },
      'heads_differ',
    ),
    vector('the last block is cut off', { heads: [last], blocks: blocks.slice(0, 2) }, 'heads_missing'),
    vector('the owner shows no block at all', { heads: [first], blocks: [] }, 'heads_missing'),
    vector('a gap that was declared after the head was signed explains it', {
      heads: [await signHead({ ...lastClaims, iat: GIVEN_AT + 2, link: OTHER_LINK })],
      blocks: withGap,
    }),
    vector(
      'a gap that was declared before the head was signed explains nothing',
      {
        heads: [await signHead({ ...lastClaims, iat: GIVEN_AT + 60, link: OTHER_LINK })],
        blocks: withGap,
      },
      'heads_differ',
    ),
    vector(
      'a gap forged by somebody else',
      { heads: [last], blocks: [...blocks.slice(0, 2), changeAt(withGap[2] ?? '', 500)] },
      'signature_invalid',
      'heads_missing',
    ),
    vector(
      "a head of the vendor's own making",
      { heads: [await signHead(lastClaims, vendorKey)], blocks },
      'head_invalid',
    ),
    vector(
      'a head of another gateway with its own key',
      { heads: [await signHead(lastClaims, otherGatewayRecordKey)], blocks },
      'head_invalid',
    ),
    vector(
      'a head of another gateway',
      { heads: [await signHead({ ...lastClaims, iss: 'https://other.example' })], blocks },
      'other_gateway',
    ),
    vector(
      'a head for another vendor',
      { heads: [await signHead({ ...lastClaims, aud: 'https://other.example' })], blocks },
      'other_vendor',
    ),
    vector(
      'the link of one consent under the id of another',
      { heads: [await signHead({ ...headOf(claims[0]), consent_id: OTHER_CONSENT })], blocks },
      'heads_differ',
    ),
    vector('a head with a byte changed', { heads: [changeAt(last, 200)], blocks }, 'head_invalid'),
    vector('a block for a head', { heads: [blocks[0] ?? ''], blocks }, 'head_invalid'),
  ];
}

/** Of an entry that is lost. */
const OTHER_LINK = 'A'.repeat(43);

/** What the vendor of `CONSENT` is told behind this block. */
function headOf(block: BlockClaims | undefined): LedgerHeadClaims {
  const [consentId = '', sequence = 0, link = ''] = block?.heads.find(([id]) => id === CONSENT) ?? [];
  return { iss: GATEWAY, aud: VENDOR, iat: (block?.iat ?? 0) + 1, consent_id: consentId, sequence, link };
}

const signAll = (sign: Sign, blocks: readonly BlockClaims[]): Promise<string[]> =>
  Promise.all(blocks.map((block) => signBlock(sign, block)));

/** The second entry says that less was read than it was. */
function lessWasRead(consentId: string, sequence: number): object {
  const body = readBody(consentId, sequence);
  return sequence === 2 ? { ...body, fields: ['title'] } : body;
}
