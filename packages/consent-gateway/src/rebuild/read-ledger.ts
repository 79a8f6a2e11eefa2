import {
  type BlockClaims,
  blockClaimsSchema,
  blockHash,
  type ConsentHead,
  type LedgerEntryBody,
  ledgerEntryBodySchema,
} from '@parley/protocol';
import type { BlockFile } from './owner-records.ts';

/** One entry of a block in the pod. */
export interface RecordedEntry {
  /** RFC 3339 with microseconds. */
  readonly at: string;
  readonly entry: LedgerEntryBody;
}

/** What the newest blocks in an owner's pod say, as far back as was needed. */
export interface LedgerReading {
  /** The highest number that a block in the pod has, believable or not: no later block may take it again. 0: there is none. */
  readonly lastNumber: number;
  /** Of the newest block that can be believed. */
  readonly last: { readonly hash: string; readonly sealedAt: Date } | undefined;
  /** The newest end of each consent's chain. */
  readonly heads: ReadonlyMap<string, ConsentHead>;
  /** By consent, newest block first. */
  readonly entries: ReadonlyMap<string, readonly RecordedEntry[]>;
}

export interface ReadLedgerOptions {
  readonly ownerId: string;
  /** The payload of a block that a record key signed. */
  readonly verifySignature: (jws: string) => Promise<unknown>;
  /** When each consent was given: nothing older is looked for. */
  readonly givenAt: ReadonlyMap<string, Date>;
  /** Blocks sealed since then are all read, down to this number. */
  readonly downTo: { readonly number: number; readonly since: Date };
}

/**
 * Reads blocks from the newest back, until of each consent the last sign of life is found: a read that was disclosed proves that nothing had
 * stopped it before. Blocks that cannot be believed are passed over.
 */
export async function readLedger(
  blocks: AsyncIterable<BlockFile>,
  options: ReadLedgerOptions,
): Promise<LedgerReading> {
  let lastNumber = 0;
  let last: LedgerReading['last'];
  const heads = new Map<string, ConsentHead>();
  const entries = new Map<string, RecordedEntry[]>();
  const wanted = new Map(options.givenAt);
  for await (const file of blocks) {
    lastNumber = Math.max(lastNumber, file.number);
    const block = await believe(file, options);
    if (block === undefined) continue;
    const sealedAt = new Date(block.iat * 1000);
    last ??= { hash: block.hash, sealedAt };
    for (const [id, sequence, link] of block.heads) if (!heads.has(id)) heads.set(id, { sequence, link });
    addEntries(block, entries);
    for (const [id, givenAt] of wanted)
      if (sealedAt.getTime() < givenAt.getTime() - 1_000 || (entries.get(id) ?? []).some(isSignOfLife))
        wanted.delete(id);
    const { number, since } = options.downTo;
    if (wanted.size === 0 && block.number <= number && sealedAt < since) break;
  }
  return { lastNumber, last, heads, entries };
}

const isSignOfLife = ({ entry }: RecordedEntry): boolean =>
  entry.outcome === 'disclosed' || entry.act === 'give';

async function believe(
  { number, jws }: BlockFile,
  { ownerId, verifySignature }: ReadLedgerOptions,
): Promise<BlockClaims | undefined> {
  if (jws === undefined) return undefined;
  const claims = blockClaimsSchema.safeParse(await verifySignature(jws).catch(() => undefined));
  if (!claims.success) return undefined;
  const block = claims.data;
  const isHere = block.owner === ownerId && block.number === number;
  return isHere && (await blockHash(block)) === block.hash ? block : undefined;
}

function addEntries(block: BlockClaims, entries: Map<string, RecordedEntry[]>): void {
  for (const { consentId, at, body } of block.entries) {
    const entry = ledgerEntryBodySchema.safeParse(parseJson(body));
    if (!entry.success || entry.data.consentId !== consentId) continue;
    entries.set(consentId, [...(entries.get(consentId) ?? []), { at, entry: entry.data }]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
