import { blockClaimsSchema } from './ledger-entry.ts';
import type { LedgerGap, LedgerProblem, LedgerVerdict, VerifiedEntry } from './ledger-verdict.ts';
import { type ChainState, verifyBlock } from './verify-block.ts';

export interface VerifyLedgerOptions {
  /** The payload of a compact JWS that the gateway's record key signed with the block's `typ`; for any other text `undefined`, or an error. */
  readonly verifySignature: (jws: string) => Promise<unknown>;
}

/**
 * Checks an owner's ledger from its blocks alone, given in the order of their file names: every signature, link and hash. It
 * finds a changed byte and a missing, re-ordered or forged block. It cannot see what is missing at the end: compare `heads` with what
 * the gateway says, or a vendor for its own consent.
 *
 * @example (await verifyLedger(blocks, { verifySignature })).problems.length === 0
 */
export async function verifyLedger(
  blocks: readonly string[],
  options: VerifyLedgerOptions,
): Promise<LedgerVerdict> {
  let state: ChainState = { owner: undefined, number: 0, hash: undefined, consents: new Map() };
  const entries: VerifiedEntry[] = [];
  const problems: LedgerProblem[] = [];
  for (const jws of blocks) {
    const payload = await options.verifySignature(jws).catch(() => undefined);
    const claims = blockClaimsSchema.safeParse(payload);
    if (claims.success) {
      const verdict = await verifyBlock(state, claims.data);
      entries.push(...verdict.entries);
      problems.push(...verdict.problems);
      state = verdict.next;
    } else {
      const blockNumber = state.number + 1;
      problems.push(
        payload === undefined
          ? {
              code: 'signature_invalid',
              blockNumber,
              detail: 'its signature is not that of the gateway over this content',
            }
          : { code: 'block_malformed', blockNumber, detail: 'its signature is right but it is not a block' },
      );
      state = { ...state, number: blockNumber, hash: undefined };
    }
  }
  const { number, hash, consents } = state;
  return {
    entries,
    heads: { block: hash === undefined ? undefined : { number, hash }, consents },
    gaps: entries.flatMap(gapOf),
    problems,
  };
}

function gapOf({ consentId, sequence, at, blockNumber, entry }: VerifiedEntry): LedgerGap[] {
  if (entry.kind !== 'gap') return [];
  return [{ consentId, blockNumber, sequence, from: entry.firstAt ?? '', to: entry.lastAt ?? at }];
}
