import { BLOCK_TYP, type BlockClaims, blockClaimsSchema, blockHash, firstBlockHash } from '@parley/protocol';
import { SignJWT } from 'jose';
import type { SigningKey } from '../../secrets/secrets.ts';
import type { BlockMaterial, SealedBlock } from './seal-store.ts';

// Stryker disable next-line EqualityOperator: each id is there once.
const byId = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number =>
  a < b ? -1 : 1;

/** Makes a block of its material and signs it with the record key. */
export async function sealBlock(
  material: BlockMaterial,
  options: { issuer: string; key: Pick<SigningKey, 'kid' | 'privateKey'> },
): Promise<SealedBlock> {
  const { ownerId, number, entries } = material;
  const heads = [...new Map(entries.map((entry) => [entry.consentId, entry])).values()]
    .map(({ consentId, sequence, link }): [string, number, string] => [consentId, sequence, link])
    .sort(byId);
  const previous = material.previousHash ?? (await firstBlockHash(ownerId));
  const hash = await blockHash({ previous, number, heads });
  const claims: BlockClaims = {
    iss: options.issuer,
    iat: Math.floor(material.sealedAt.getTime() / 1000),
    owner: ownerId,
    number,
    previous,
    hash,
    heads,
    entries: entries.map(({ consentId, sequence, at, body }) => ({ consentId, sequence, at, body })),
  };
  const jws = await new SignJWT(blockClaimsSchema.parse(claims))
    .setProtectedHeader({ alg: 'ES256', typ: BLOCK_TYP, kid: options.key.kid })
    .sign(options.key.privateKey);
  return { hash, jws };
}
