// What the vendor did with a preference, signed. In: the preference as it was read. Out: the gateway's word that it stands in the pod.

import {
  HONOUR_TYP,
  type HonourAction,
  type HonouredVersion,
  type HonourReason,
  honourClaimsSchema,
  honourTakenSchema,
  itemVersion,
} from '@parley/protocol';
import { SignJWT } from 'jose';
import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Preference } from './approved-items.ts';
import type { ReadOptions } from './category-reads.ts';
import type { Reader } from './read-approved-data.ts';

export interface HonourOptions extends ReadOptions {
  /** What was done: as the preference wants it; not, although it applied; or it did not apply. */
  readonly action: HonourAction;
  /** Why not, as a word. */
  readonly reason?: HonourReason;
  /**
   * 16 to 64 letters, digits, `-` and `_`: the same key with the same statement is the same. Give the id that the act has in your own
   * system, and it can be sent again after a crash. Default: a new one for each call.
   */
  readonly idempotencyKey?: string;
}

/** The gateway's word that a statement was taken. */
export interface TakenHonour {
  /** RFC 3339. */
  readonly recordedAt: string;
  /** `earlier`: the preference has changed since it was read, or it was not read with all its approved fields. Read it again. */
  readonly of: HonouredVersion;
}

export async function honour(
  connection: GatewayConnection,
  { consentId, call }: { readonly consentId: string; readonly call: Reader },
  preference: Preference,
  { purpose, signal, ...said }: HonourOptions,
): Promise<TakenHonour> {
  // Dots and slashes would make another address of it.
  if (!/^[\w-]+$/.test(preference.id))
    throw new VendorSdkError('not_found', { detail: 'not the form of an id' });
  // Signed once: what is sent again after a lost answer is the same statement.
  const statement = await signStatement(connection, { consentId, preference, ...said });
  const path = `/preferences/${preference.id}/honours`;
  const answer = await call({ path, method: 'POST', body: { statement }, purpose, signal });
  const taken = honourTakenSchema.safeParse(answer);
  if (!taken.success) throw new VendorSdkError('invalid_response', { detail: 'no word that it was taken' });
  return taken.data;
}

type Said = Omit<HonourOptions, keyof ReadOptions> & {
  readonly consentId: string;
  readonly preference: Preference;
};

async function signStatement(
  { origin, settings }: GatewayConnection,
  { consentId, preference, action, reason, idempotencyKey = crypto.randomUUID() }: Said,
): Promise<string> {
  const { key, kid } = await settings.signingKey();
  const claims = honourClaimsSchema.safeParse({
    iss: settings.clientId,
    aud: origin,
    iat: Math.floor(settings.now().getTime() / 1000),
    jti: idempotencyKey,
    consent_id: consentId,
    preference: preference.id,
    preference_sha256: await itemVersion(preference),
    action,
    ...(reason === undefined ? {} : { reason }),
  });
  if (!claims.success) {
    const faults = claims.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new VendorSdkError('invalid_options', { detail: faults.join('; ') });
  }
  return new SignJWT(claims.data).setProtectedHeader({ alg: 'ES256', typ: HONOUR_TYP, kid }).sign(key);
}
