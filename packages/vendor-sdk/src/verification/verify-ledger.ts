import { BLOCK_TYP, verifyLedger as checkLedger, type LedgerVerdict } from '@parley/protocol';
import { recordSignature } from './record-signature.ts';
import type { VerificationOptions } from './verification-options.ts';

/**
 * Checks the ledger of an owner who has handed it over: its signed blocks, oldest first. `heads` say how far it reaches; a vendor that
 * kept the head of its consent sees by it whether anything is missing at the end.
 *
 * @throws {invalid_options} @throws {invalid_gateway} @throws {network} when the record keys have to be fetched and cannot be
 * @example
 * ```ts
 * import { verifyLedger } from '@parley/vendor-sdk';
 *
 * const blocks = ['eyJ…', 'eyJ…'];
 * const { entries, problems } = await verifyLedger(blocks, { gateway: 'https://gateway.example' });
 * console.log(`${entries.length} entries, ${problems.length} problems`);
 * ```
 */
export async function verifyLedger(
  blocks: readonly string[],
  options: VerificationOptions,
): Promise<LedgerVerdict> {
  const { verifySignature } = await recordSignature(options);
  return checkLedger(blocks, { verifySignature: (jws) => verifySignature(jws, BLOCK_TYP) });
}
