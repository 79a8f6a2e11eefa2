import { HONOUR_TYP, type HonourClaims, honourClaimsSchema } from '@parley/protocol';
import { compactVerify } from 'jose';
import { GatewayError } from '../../gateway-error.ts';
import { namesTwice } from '../../names-twice.ts';
import type { Vendor } from '../../vendor/vendor-directory.ts';
import { vendorKeys } from '../../vendor/vendor-keys.ts';

const TOLERANCE_SECONDS = 60;
/** One that is sent again after a long outage was signed when it was done. */
const MAX_AGE_SECONDS = 24 * 60 * 60;

/** What the statement has to be about. */
export interface HonourContext {
  readonly vendor: Vendor;
  readonly gateway: string;
  readonly consentId: string;
  readonly itemId: string;
  readonly now: Date;
}

/**
 * What the vendor says, signed, of exactly this item under this consent.
 *
 * @throws {GatewayError} `invalid_request`, saying what does not fit
 */
export async function readHonourStatement(jws: string, context: HonourContext): Promise<HonourClaims> {
  const verified = await compactVerify(jws, vendorKeys(context.vendor), { algorithms: ['ES256'] }).catch(
    () => undefined,
  );
  if (verified === undefined || verified.protectedHeader.typ !== HONOUR_TYP)
    throw refused('it is not signed by this vendor as a statement');
  const parsed = honourClaimsSchema.safeParse(claimsOf(verified.payload));
  if (!parsed.success) throw refused('its claims do not fit');
  const { iss, aud, consent_id: about, preference, iat } = parsed.data;
  const { vendor, gateway, consentId, itemId, now } = context;
  if (iss !== vendor.vendorId || aud !== gateway || about !== consentId || preference !== itemId)
    throw refused('it is about something else');
  const age = now.getTime() / 1000 - iat;
  if (age < -TOLERANCE_SECONDS || age > MAX_AGE_SECONDS)
    throw refused('it was not signed within the last day');
  return parsed.data;
}

function claimsOf(payload: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    const claims: unknown = JSON.parse(text);
    return namesTwice(text, claims) ? undefined : claims;
  } catch {
    return undefined;
  }
}

const refused = (why: string): GatewayError => new GatewayError('invalid_request', `the statement: ${why}`);
