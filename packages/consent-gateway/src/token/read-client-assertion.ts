import { decodeJwt, jwtVerify } from 'jose';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { vendorKeys } from '../vendor/vendor-keys.ts';
import { ASSERTION_TOLERANCE_SECONDS, faultOfAssertion } from './client-assertion-rules.ts';

export interface ClientAssertionOptions {
  readonly issuer: string;
  /** The vendor behind a client id, also while it is on hold. */
  readonly findVendor: (vendorId: string) => Promise<Vendor | undefined>;
  /** Takes an assertion's id once, wherever it comes to. `expiresAt`: seconds. */
  readonly useOnce: (of: { vendorId: string; jti: string; expiresAt: number }) => Promise<boolean>;
  readonly now: () => Date;
}

const MAX_LENGTH = 4_000;
const MAX_ID = 200;

/**
 * The vendor that has signed this client assertion, with the rules of the token endpoint. Nothing is told apart: an unknown vendor, a wrong
 * signature and one that was used before are alike `undefined`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export async function readClientAssertion(
  assertion: string,
  options: ClientAssertionOptions,
): Promise<Vendor | undefined> {
  const vendorId = issuerOf(assertion);
  const vendor = vendorId === undefined ? undefined : await options.findVendor(vendorId);
  if (vendor === undefined) return undefined;
  const now = options.now();
  const verified = await jwtVerify(assertion, vendorKeys(vendor), {
    algorithms: ['ES256'],
    issuer: vendor.vendorId,
    subject: vendor.vendorId,
    clockTolerance: ASSERTION_TOLERANCE_SECONDS,
    currentDate: now,
    requiredClaims: ['exp', 'iat', 'jti'],
  }).catch(() => undefined);
  if (verified === undefined) return undefined;
  const { payload: claims, protectedHeader: header } = verified;
  if (faultOfAssertion({ claims, header }, { issuer: options.issuer, now }) !== undefined) return undefined;
  const { jti = '', exp = 0 } = claims;
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_ID) return undefined;
  const expiresAt = exp + ASSERTION_TOLERANCE_SECONDS;
  return (await options.useOnce({ vendorId: vendor.vendorId, jti, expiresAt })) ? vendor : undefined;
}

function issuerOf(assertion: string): string | undefined {
  if (assertion.length > MAX_LENGTH) return undefined;
  try {
    const { iss } = decodeJwt(assertion);
    return iss !== undefined && iss.length <= MAX_ID ? iss : undefined;
  } catch {
    return undefined;
  }
}
