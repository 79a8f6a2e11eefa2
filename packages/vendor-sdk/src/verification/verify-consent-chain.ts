import { type ConsentChainVerdict, verifyConsentChain as checkChain } from '@parley/protocol';
import { receiptChecks, type VerifyReceiptOptions } from './verify-receipt.ts';

/**
 * Checks all signed texts of one consent, oldest first, as its file in the owner's pod holds them: versions, which are the receipts, and
 * the events between them. Each has to continue the one before, and each act has to be allowed in the state before it.
 *
 * @throws {invalid_options} @throws {invalid_gateway} @throws {network} when the record keys have to be fetched and cannot be
 * @example
 * ```ts
 * import { verifyConsentChain } from '@parley/vendor-sdk';
 *
 * const texts = ['eyJ…', 'eyJ…'];
 * const recordKeys = { keys: [] };
 * const { status, problems } = await verifyConsentChain(texts, { recordKeys });
 * console.log(problems.length === 0 ? status : problems.map(({ position, code }) => `${position} ${code}`));
 * ```
 */
export async function verifyConsentChain(
  texts: readonly string[],
  options: VerifyReceiptOptions,
): Promise<ConsentChainVerdict> {
  return checkChain(texts, await receiptChecks(options));
}
