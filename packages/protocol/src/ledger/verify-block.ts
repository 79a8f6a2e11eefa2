import { type BlockClaims, ledgerEntryBodySchema } from './ledger-entry.ts';
import type { ConsentHead, LedgerProblem, LedgerProblemCode, VerifiedEntry } from './ledger-verdict.ts';
import { blockHash, entryLink, firstBlockHash, firstLink } from './link.ts';

/** How far the chains have been followed. */
export interface ChainState {
  readonly owner: string | undefined;
  readonly number: number;
  /** `undefined` after a block that is missing or cannot be believed. */
  readonly hash: string | undefined;
  readonly consents: ReadonlyMap<string, ConsentHead>;
}

export interface BlockVerdict {
  readonly next: ChainState;
  readonly entries: VerifiedEntry[];
  readonly problems: LedgerProblem[];
}

type Report = (code: LedgerProblemCode, detail: string) => void;

/** Checks one block, whose signature is good, against the chains so far. */
export async function verifyBlock(before: ChainState, block: BlockClaims): Promise<BlockVerdict> {
  const problems: LedgerProblem[] = [];
  const report: Report = (code, detail) => problems.push({ code, blockNumber: block.number, detail });
  const entries = readEntries(block, report);
  if (before.owner !== undefined && block.owner !== before.owner) {
    report('owner_mismatch', "this block is from another owner's ledger");
    return { next: before, entries: [], problems };
  }
  if (block.number <= before.number) {
    report('block_out_of_order', `block ${block.number} stands after block ${before.number}`);
    return { next: before, entries, problems };
  }
  await checkHash(before, block, report);
  const heads = await followEntries(before, block, report);
  checkHeads(block, heads, report);
  // The stated heads are signed: after a problem the chains are followed on from them.
  const stated = block.heads.map(([id, sequence, link]) => [id, { sequence, link }] as const);
  return {
    next: {
      owner: block.owner,
      number: block.number,
      hash: block.hash,
      consents: new Map([...before.consents, ...stated]),
    },
    entries,
    problems,
  };
}

async function checkHash(before: ChainState, block: BlockClaims, report: Report): Promise<void> {
  const missing = block.number - before.number - 1;
  if (missing > 0) report('block_missing', `${missing} missing before block ${block.number}`);
  const expected = before.number === 0 ? await firstBlockHash(block.owner) : before.hash;
  if (missing === 0 && expected !== undefined && block.previous !== expected) {
    report('previous_mismatch', 'it does not continue the block before it');
  }
  if ((await blockHash(block)) !== block.hash) report('hash_mismatch', 'its hash is not that of its content');
}

/** The heads that the entries lead to; `undefined` for a consent whose chain is broken here. */
async function followEntries(
  before: ChainState,
  block: BlockClaims,
  report: Report,
): Promise<Map<string, ConsentHead | undefined>> {
  const heads = new Map<string, ConsentHead | undefined>();
  for (const entry of block.entries) {
    const id = entry.consentId;
    const head = heads.has(id) ? heads.get(id) : await headBefore(before, id);
    const follows = head !== undefined && entry.sequence === head.sequence + 1;
    if (head !== undefined && !follows) {
      report('entry_out_of_sequence', `entry ${entry.sequence} of ${id} stands after entry ${head.sequence}`);
    }
    heads.set(
      id,
      follows ? { sequence: entry.sequence, link: await entryLink(head.link, entry) } : undefined,
    );
  }
  return heads;
}

async function headBefore(before: ChainState, consentId: string): Promise<ConsentHead> {
  return before.consents.get(consentId) ?? { sequence: 0, link: await firstLink(consentId) };
}

function checkHeads(
  block: BlockClaims,
  heads: ReadonlyMap<string, ConsentHead | undefined>,
  report: Report,
): void {
  const ids = block.heads.map(([id]) => id);
  const expected = [...heads.keys()].sort();
  if (ids.length !== expected.length || ids.some((id, index) => id !== expected[index])) {
    report('heads_mismatch', 'its heads are not those of the consents it has entries of');
    return;
  }
  for (const [id, sequence, link] of block.heads) {
    const head = heads.get(id);
    if (head !== undefined && (head.sequence !== sequence || head.link !== link)) {
      report('heads_mismatch', `the head of ${id} is not where its entries lead`);
    }
  }
}

function readEntries(block: BlockClaims, report: Report): VerifiedEntry[] {
  return block.entries.flatMap((entry) => {
    const body = ledgerEntryBodySchema.safeParse(parseJson(entry.body));
    if (body.success && body.data.consentId === entry.consentId) {
      return [{ ...entry, blockNumber: block.number, entry: body.data }];
    }
    report('entry_malformed', `entry ${entry.sequence} of ${entry.consentId} cannot be read`);
    return [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
