import { BLOCK_TYP } from '../consent-receipt.ts';
import type { VerifyReceiptOptions } from '../receipt/verify-receipt.ts';
import { compareHeads, type HeadProblem, type KnownHead } from './compare-heads.ts';
import { LEDGER_HEAD_TYP, type LedgerHeadClaims, ledgerHeadClaimsSchema } from './ledger-head.ts';
import type { LedgerProblem, LedgerVerdict } from './ledger-verdict.ts';
import { verifyLedger } from './verify-ledger.ts';

/** As for a receipt: whose signature counts, and whose heads they have to be. */
export type VerifyHistoryOptions = Pick<VerifyReceiptOptions, 'verifySignature' | 'gateway' | 'vendorId'>;

export type HistoryProblemCode =
  | LedgerProblem['code']
  | HeadProblem['code']
  /** A head that is not signed by the gateway's record keys, or is none. */
  | 'head_invalid'
  /** A head of another gateway than the one that was named. */
  | 'other_gateway'
  /** A head for another vendor than the one that was named. */
  | 'other_vendor';

export interface HistoryProblem {
  readonly code: HistoryProblemCode;
  /** In words: the block, the head, or the entry that a head names. */
  readonly where: string;
  readonly detail: string;
}

export interface HistoryVerdict {
  readonly ledger: LedgerVerdict;
  /** Every head that can be believed, in the order that was given. */
  readonly heads: readonly LedgerHeadClaims[];
  /** Empty: since the heads were signed, nothing in their consents' ledger was changed, cut off or left out. */
  readonly problems: readonly HistoryProblem[];
}

/**
 * Checks what one side holds against what the other does: the signed heads that a vendor has kept, and the blocks in the owner's pod. The
 * gateway signed both, so where they do not agree it is shown by its own signatures that somebody wrote the past anew.
 *
 * @example (await verifyHistory(heads, blocks, { verifySignature })).problems.length === 0
 */
export async function verifyHistory(
  heads: readonly string[],
  blocks: readonly string[],
  options: VerifyHistoryOptions,
): Promise<HistoryVerdict> {
  const ledger = await verifyLedger(blocks, {
    verifySignature: (jws) => options.verifySignature(jws, BLOCK_TYP),
  });
  const read = await readHeads(heads, options);
  const compared = await compareHeads({ consents: read.heads.map(knownHead) }, blocks, ledger);
  const problems = [
    ...ledger.problems.map(({ code, detail, blockNumber }) => ({
      code,
      detail,
      where: `block ${blockNumber}`,
    })),
    ...read.problems,
    ...compared,
  ];
  return { ledger, heads: read.heads, problems };
}

/** The heads that count, and what is wrong with the others. */
export async function readHeads(
  texts: readonly string[],
  { verifySignature, gateway, vendorId }: VerifyHistoryOptions,
): Promise<{ readonly heads: LedgerHeadClaims[]; readonly problems: HistoryProblem[] }> {
  const heads: LedgerHeadClaims[] = [];
  const problems: HistoryProblem[] = [];
  for (const [index, text] of texts.entries()) {
    const where = `head ${index + 1}`;
    const payload = await verifySignature(text, LEDGER_HEAD_TYP).catch(() => undefined);
    const { success, data: claims } = ledgerHeadClaimsSchema.safeParse(payload);
    if (!success)
      problems.push({ code: 'head_invalid', where, detail: 'it is no head that the gateway has signed' });
    else if (gateway !== undefined && claims.iss !== gateway)
      problems.push({ code: 'other_gateway', where, detail: `${claims.iss} signed it, not ${gateway}` });
    else if (vendorId !== undefined && claims.aud !== vendorId)
      problems.push({ code: 'other_vendor', where, detail: `it is for ${claims.aud}, not for ${vendorId}` });
    else heads.push(claims);
  }
  return { heads, problems };
}

export const knownHead = ({ consent_id, sequence, link, iat }: LedgerHeadClaims): KnownHead => ({
  consentId: consent_id,
  sequence,
  link,
  at: new Date(iat * 1000).toISOString(),
});
