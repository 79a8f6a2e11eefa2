import { categories as published } from '../category/categories.ts';
import type { Categories } from '../category/data-category.ts';
import { RECEIPT_TYP, type ReceiptClaims, receiptClaimsSchema } from '../consent-receipt.ts';
import { checkRecord } from './check-record.ts';
import { checkRequest } from './check-request.ts';
import type { ReceiptProblem, ReceiptVerdict, ReportReceiptProblem } from './receipt-verdict.ts';

/** The payload of a compact JWS with this `typ` that one of the known keys signed; for any other text `undefined`, or an error. */
export type VerifySignature = (jws: string, typ: string) => Promise<unknown>;

export interface VerifyReceiptOptions {
  /** By the gateway's record keys. */
  readonly verifySignature: VerifySignature;
  /** By the vendor's keys. Absent: whether the vendor signed the request inside is not checked. */
  readonly verifyRequest?: VerifySignature;
  /** Whose kinds of personal data the record names. Default: the published categories. */
  readonly categories?: Categories;
  /** The gateway's origin, where it has to be this one. */
  readonly gateway?: string;
  /** The vendor's client id, where it has to be this one. */
  readonly vendorId?: string;
}

/**
 * Checks a receipt from its text alone: the gateway's signature; that the owner gave no more than the vendor's signed request inside
 * asks for; that the consent record and the text that the owner saw say the same. Whether the consent still lives it cannot say.
 *
 * @example (await verifyReceipt(receipt, { verifySignature })).problems.length === 0
 */
export async function verifyReceipt(receipt: string, options: VerifyReceiptOptions): Promise<ReceiptVerdict> {
  const problems: ReceiptProblem[] = [];
  const report: ReportReceiptProblem = (code, detail) => problems.push({ code, detail });
  const payload = await options.verifySignature(receipt, RECEIPT_TYP).catch(() => undefined);
  const parsed = receiptClaimsSchema.safeParse(payload);
  if (!parsed.success) {
    if (payload === undefined)
      report('signature_invalid', 'its signature is not that of the gateway over this content');
    else report('receipt_malformed', 'its signature is right but it is not a receipt');
    return { claims: undefined, requestSignature: 'not_checked', problems };
  }
  const claims = parsed.data;
  checkParties(claims, options, report);
  const requestSignature = await checkRequest(claims, options.verifyRequest, report);
  checkUntil(claims, report);
  await checkRecord(claims, options.categories ?? published, report);
  return { claims, requestSignature, problems };
}

function checkParties(
  claims: ReceiptClaims,
  { gateway, vendorId }: VerifyReceiptOptions,
  report: ReportReceiptProblem,
): void {
  if (gateway !== undefined && claims.iss !== gateway)
    report('other_gateway', `${claims.iss} issued it, not ${gateway}`);
  if (vendorId !== undefined && claims.aud !== vendorId)
    report('other_vendor', `it was issued for ${claims.aud}, not for ${vendorId}`);
}

function checkUntil(claims: ReceiptClaims, report: ReportReceiptProblem): void {
  const last = Math.max(...claims.authorization_details.map(({ access }) => Date.parse(access.until)));
  if (Date.parse(claims.until) !== last)
    report(
      'until_mismatch',
      `it states the end ${claims.until}, but gives until ${new Date(last).toISOString()}`,
    );
}
