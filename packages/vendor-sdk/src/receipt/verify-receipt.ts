import {
  type AuthorizationDetails,
  authorizationDetailsSchema,
  isWithin,
  RECEIPT_TYP,
  type ReceiptClaims,
  receiptClaimsSchema,
  sha256,
} from '@parley/protocol';
import { decodeJwt, jwtVerify } from 'jose';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { redactError } from '../http/redact.ts';
import { awaitUnlessAborted } from '../http/shared-call.ts';

/** jose also reads forms with padding and line ends: two texts would be one receipt. */
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * The claims of a receipt, once it is certain that this gateway signed it for this vendor.
 *
 * @throws {receipt_mismatch} when it proves something else, or nothing
 * @throws {network} when the record keys cannot be fetched
 */
export async function verifyReceipt(
  receipt: string,
  connection: GatewayConnection,
  signal?: AbortSignal,
): Promise<ReceiptClaims> {
  if (!COMPACT_JWS.test(receipt)) throw mismatch('it is not a signed receipt');
  const { clientId, now } = connection.settings;
  const verified = jwtVerify(receipt, connection.recordKeys, {
    algorithms: ['ES256'],
    typ: RECEIPT_TYP,
    issuer: connection.origin,
    audience: clientId,
    currentDate: now(),
  }).catch((fault: unknown) => {
    throw isVendorSdkError(fault) ? fault : mismatch('signature, type, issuer or audience', fault);
  });
  const claims = receiptClaimsSchema.safeParse((await awaitUnlessAborted(verified, signal)).payload);
  if (!claims.success) throw mismatch('its claims are not those of a receipt');
  return claims.data;
}

/** What the vendor asked for, from its own signed request inside the receipt. */
async function askedDetails(claims: ReceiptClaims, requestSha256: string): Promise<AuthorizationDetails> {
  // The digest was kept from before the redirect, so the request in the receipt is the one this client signed.
  if ((await sha256(claims.request)) !== requestSha256) throw mismatch('it answers another request');
  const asked = authorizationDetailsSchema.safeParse(decodeJwt(claims.request)['authorization_details']);
  if (!asked.success) throw mismatch('it answers a request without authorization details');
  return asked.data;
}

/** A receipt that gives more than was asked is not an answer to what was asked. */
export async function assertAnswers(claims: ReceiptClaims, requestSha256: string): Promise<void> {
  const asked = await askedDetails(claims, requestSha256);
  if (!isWithin(claims.authorization_details, asked)) throw mismatch('it gives more than was asked');
}

export function mismatch(detail: string, cause?: unknown): VendorSdkError {
  return new VendorSdkError('receipt_mismatch', { detail, cause: redactError(cause) });
}
