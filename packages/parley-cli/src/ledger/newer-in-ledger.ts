import { BLOCK_TYP, type ReceiptClaims, type VerifyReceiptOptions, verifyLedger } from '@parley/protocol';
import type { FoundProblem } from '../command/outcome.ts';
import { findBlockFiles } from '../files/find-block-files.ts';
import { readBlocks } from '../files/read-blocks.ts';

/**
 * Whether the ledger in the owner's pod knows a later version than this receipt is of. Only entries whose block is signed by the gateway count.
 *
 * @throws {WrongUse}
 */
export async function newerInLedger(
  claims: ReceiptClaims,
  options: { readonly ledger: string; readonly checks: VerifyReceiptOptions; readonly where: string },
): Promise<FoundProblem[]> {
  const blocks = await readBlocks(await findBlockFiles([options.ledger]));
  const { entries } = await verifyLedger(
    blocks.map(({ jws }) => jws),
    { verifySignature: (jws) => options.checks.verifySignature(jws, BLOCK_TYP) },
  );
  const versions = entries.flatMap(({ entry, at }) =>
    entry.consentId === claims.consent_id ? [{ version: entry.version, at }] : [],
  );
  const newer = versions.find(({ version }) => version > claims.consent_version);
  if (newer === undefined) return [];
  const detail = `it is of version ${claims.consent_version}, but there has been a version ${newer.version} since ${newer.at}`;
  return [{ code: 'newer_version', where: options.where, detail }];
}
