import { type ConsentChainVerdict, verifyConsentChain as checkChain } from '@parley/protocol';
import { receiptChecks, type VerifyReceiptOptions } from './verify-receipt.ts';

/**
 * Checks the signed texts of one consent, oldest first: all its receipts, or all versions and events of its file in the owner's pod.
 * Each has to continue the one before, and each act has to be allowed in the state before it.
 *
 * @throws {invalid_options} @throws {invalid_gateway} @throws {network} when the record keys have to be fetched and cannot be
 * @example
 * ```ts
 * import { verifyConsentChain } from '@parley/vendor-sdk';
 *
 * const receipts = ['eyJ…', 'eyJ…'];
 * const recordKeys = { keys: [] };
 * const { status, problems } = await verifyConsentChain(receipts, { recordKeys });
 * console.log(problems.length === 0 ? status : problems.map(({ position, code }) => `${position} ${code}`));
 * ```
 */
export async function verifyConsentChain(
  texts: readonly string[],
  options: VerifyReceiptOptions,
): Promise<ConsentChainVerdict> {
  return checkChain(texts, await receiptChecks(options));
}
