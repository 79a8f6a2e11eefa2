import { verifyHistory as checkHistory, type HistoryVerdict } from '@parley/protocol';
import { recordSignature } from './record-signature.ts';
import type { VerificationOptions } from './verification-options.ts';

/**
 * Checks what you hold against what an owner hands over: the signed heads of the ledger that your store has kept, and the signed blocks of the
 * owner's pod, oldest first. Where they do not agree, somebody has written the past anew, and the gateway's own signatures show it.
 *
 * @throws {invalid_options} @throws {invalid_gateway} @throws {network} when the record keys have to be fetched and cannot be
 * @example
 * ```ts
 * import { verifyHistory } from '@parley/vendor-sdk';
 *
 * const heads = ['eyJ…'];
 * const blocks = ['eyJ…', 'eyJ…'];
 * const { problems } = await verifyHistory(heads, blocks, { gateway: 'https://gateway.example' });
 * for (const { code, where } of problems) console.error(code, where);
 * ```
 */
export async function verifyHistory(
  heads: readonly string[],
  blocks: readonly string[],
  options: VerificationOptions & { readonly vendorId?: string },
): Promise<HistoryVerdict> {
  const { vendorId } = options;
  return checkHistory(heads, blocks, {
    ...(await recordSignature(options)),
    ...(vendorId === undefined ? {} : { vendorId }),
  });
}
