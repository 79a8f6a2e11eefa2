import {
  type Categories,
  verifyReceipt as checkReceipt,
  type ReceiptVerdict,
  signedBy,
} from '@parley/protocol';
import type { PublicKeySet } from './public-key-set.ts';
import { keySet, recordSignature } from './record-signature.ts';
import type { VerificationOptions } from './verification-options.ts';

export interface VerifyReceiptOptions extends VerificationOptions {
  /** The vendor that it has to be for. Default: any. */
  readonly vendorId?: string;
  /** The vendor's public keys, of the time when it asked. Absent: its signature on the request inside is not checked. */
  readonly vendorKeys?: PublicKeySet;
  /** What the gateway deals in. Default: the published categories. */
  readonly categories?: Categories;
}

/**
 * Checks a receipt, now or in ten years, for yourself or as an auditor: the gateway's signature, what was given against what the
 * vendor's signed request asked for, the consent record, and the text that the owner saw. It does not say whether the consent still lives.
 *
 * @throws {invalid_options} @throws {invalid_gateway} @throws {network} when the record keys have to be fetched and cannot be
 * @example
 * ```ts
 * import { verifyReceipt } from '@parley/vendor-sdk';
 *
 * const receipt = 'eyJ…';
 * const { claims, problems } = await verifyReceipt(receipt, { gateway: 'https://gateway.example' });
 * for (const { code, detail } of problems) console.error(code, detail);
 * console.log(problems.length === 0 ? `It gives until ${claims?.until}.` : 'It proves nothing.');
 * ```
 */
export async function verifyReceipt(receipt: string, options: VerifyReceiptOptions): Promise<ReceiptVerdict> {
  return checkReceipt(receipt, await receiptChecks(options));
}

/** What the functions of the protocol need, from what a caller gives. */
export async function receiptChecks(options: VerifyReceiptOptions) {
  const { vendorId, vendorKeys, categories } = options;
  return {
    ...(await recordSignature(options)),
    ...(vendorId === undefined ? {} : { vendorId }),
    ...(vendorKeys === undefined
      ? {}
      : { verifyRequest: signedBy(keySet(vendorKeys, 'invalid_options').keys) }),
    ...(categories === undefined ? {} : { categories }),
  };
}
