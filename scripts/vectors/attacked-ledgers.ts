// Rows that somebody changed where they lay before they were sealed, signed by the gateway as if nothing were; and who else signs.

import type { BlockClaims } from '@parley/protocol';
import { goodBlocks, type LedgerVector, readBody, signBlock } from './ledger-vectors.ts';
import type { Sign } from './signer.ts';
import { OTHER_CONSENT, OWNER } from './story.ts';
import { vendorKey } from './vector-keys.ts';

export async function attackedLedgers(sign: Sign): Promise<LedgerVector[]> {
  const claims = await goodBlocks();
  const [first = '', , third = ''] = await Promise.all(claims.map((block) => signBlock(sign, block)));
  const [, middle] = claims;
  const { entries = [] } = middle ?? {};
  const [one, two, other] = entries;
  if (one === undefined || two === undefined || other === undefined)
    throw new Error('The second block of the good ledger has three entries.');
  const withEntries = async (
    name: string,
    changed: BlockClaims['entries'],
    ...problems: LedgerVector['problems']
  ): Promise<LedgerVector> => ({
    name,
    blocks: [first, await signBlock(sign, { ...middle, entries: changed }), third],
    problems,
  });
  const later = await goodBlocks(OWNER, (consentId, sequence) => ({
    ...readBody(consentId, sequence),
    version: sequence > 2 ? 2 : 1,
  }));
  return [
    await withEntries('an entry is missing', [two, other], '2 entry_out_of_sequence'),
    await withEntries('two entries in another order', [two, one, other], '2 entry_out_of_sequence'),
    await withEntries('an entry is there twice', [one, one, two, other], '2 entry_out_of_sequence'),
    await withEntries(
      'an entry under the id of another consent',
      [one, { ...two, consentId: OTHER_CONSENT, sequence: 1 }, { ...other, sequence: 2 }],
      '2 entry_malformed',
      '2 heads_mismatch',
      '2 heads_mismatch',
    ),
    {
      name: "a block forged with a vendor's key",
      blocks: [first, await signBlock(sign, middle ?? {}, vendorKey), third],
      problems: ['2 signature_invalid', '3 entry_out_of_sequence'],
    },
    {
      name: 'a later version',
      blocks: await Promise.all(later.map((block) => signBlock(sign, block))),
      problems: [],
    },
  ];
}
