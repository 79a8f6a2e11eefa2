import { compactVerify } from 'jose';
import type { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import { namesTwice } from '../names-twice.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { vendorKeys } from '../vendor/vendor-keys.ts';

const TOLERANCE_SECONDS = 60;
/** What is sent again after a long outage was signed when it was said. */
const MAX_AGE_SECONDS = 24 * 60 * 60;

/** As what it is signed, what it then has to say, and of what. */
export interface SignedWordsContext<Claims> {
  readonly typ: string;
  readonly claims: z.ZodType<Claims>;
  readonly vendor: Vendor;
  readonly gateway: string;
  readonly consentId: string;
  readonly now: Date;
}

interface Said {
  readonly iss: string;
  readonly aud: string;
  readonly consent_id: string;
  readonly iat: number;
}

/**
 * What a vendor says, signed within the last day, under this consent at this gateway.
 *
 * @throws {GatewayError} `invalid_request`, saying what does not fit; `what` it is, such as a message
 */
export async function readSignedWords<Claims extends Said>(
  jws: string,
  what: string,
  context: SignedWordsContext<Claims>,
): Promise<Claims> {
  const refused = (why: string): GatewayError => new GatewayError('invalid_request', `the ${what}: ${why}`);
  const verified = await compactVerify(jws, vendorKeys(context.vendor), { algorithms: ['ES256'] }).catch(
    () => undefined,
  );
  if (verified === undefined || verified.protectedHeader.typ !== context.typ)
    throw refused(`it is not signed by this vendor as a ${what}`);
  const claims = context.claims.safeParse(claimsOf(verified.payload));
  if (!claims.success) throw refused('its claims do not fit');
  const { iss, aud, consent_id: about, iat } = claims.data;
  if (iss !== context.vendor.vendorId || aud !== context.gateway || about !== context.consentId)
    throw refused('it is about something else');
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
