import { sha256 } from '../digest.ts';
import type { BlockClaims, ChainedEntry } from './ledger-entry.ts';

/** The two hashes of the ledger, as `BlockClaims` defines them: the gateway that chains and the reader who checks share this code. */

/** The sha-256 of a text (UTF-8), in base64url. Where many are made, as by a gateway, the platform has a faster one than browsers have. */
export type Digest = (text: string) => string | Promise<string>;

/** The link before a consent's first entry. */
export function firstLink(consentId: string): Promise<string> {
  return sha256(`parley-ledger\n${consentId}`);
}

/** What an entry adds to its consent's chain: it covers every entry before. */
export async function entryLink(
  previous: string,
  entry: Omit<ChainedEntry, 'consentId'>,
  digest: Digest = sha256,
): Promise<string> {
  return digest([previous, entry.sequence, entry.at, await digest(entry.body)].join('\n'));
}

/** The hash before an owner's first block. */
export function firstBlockHash(owner: string): Promise<string> {
  return sha256(`parley-blocks\n${owner}`);
}

/** What a block adds to its owner's chain: it covers every block before, and through the heads every entry. */
export function blockHash(block: Pick<BlockClaims, 'previous' | 'number' | 'heads'>): Promise<string> {
  return sha256([block.previous, block.number, JSON.stringify(block.heads)].join('\n'));
}
