import type { VendorMessageClaims } from '@parley/protocol';
import { compactVerify } from 'jose';
import type { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import { namesTwice } from '../names-twice.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { vendorKeys } from '../vendor/vendor-keys.ts';

const TOLERANCE_SECONDS = 60;
/** A message that is sent again after a long outage was signed when it was written. */
const MAX_AGE_SECONDS = 24 * 60 * 60;

type Said = Omit<VendorMessageClaims, 'issue' | 'content' | 'proposes'> & { readonly issue?: string };

/** What the message has to be about. */
export interface MessageContext<Claims> {
  /** As what it is signed, and what it then has to say. */
  readonly typ: string;
  readonly claims: z.ZodType<Claims>;
  readonly vendor: Vendor;
  readonly gateway: string;
  readonly consentId: string;
  /** Absent: it begins a thread. */
  readonly issueId?: string;
  readonly idempotencyKey: string;
  readonly now: Date;
}

/**
 * The vendor's signed words, for exactly this issue of this consent, or to begin one.
 *
 * @throws {GatewayError} `invalid_request`, saying what does not fit
 */
export async function readVendorMessage<Claims extends Said>(
  jws: string,
  context: MessageContext<Claims>,
): Promise<Claims> {
  const verified = await compactVerify(jws, vendorKeys(context.vendor), { algorithms: ['ES256'] }).catch(
    () => undefined,
  );
  if (verified === undefined || verified.protectedHeader.typ !== context.typ)
    throw refused('it is not signed by this vendor as a message');
  const claims = context.claims.safeParse(claimsOf(verified.payload));
  if (!claims.success) throw refused('its claims do not fit');
  const { iss, aud, consent_id: about, issue, jti, iat } = claims.data;
  if (iss !== context.vendor.vendorId || aud !== context.gateway || about !== context.consentId)
    throw refused('it is about something else');
  if (issue !== context.issueId) throw refused('it is for another issue');
  if (jti !== context.idempotencyKey) throw refused('its jti is not the idempotency key');
  const age = context.now.getTime() / 1000 - iat;
  if (age < -TOLERANCE_SECONDS || age > MAX_AGE_SECONDS)
    throw refused('it was not signed within the last day');
  return claims.data;
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

const refused = (why: string): GatewayError => new GatewayError('invalid_request', `the message: ${why}`);
