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
import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Preference } from './approved-items.ts';
import type { ReadOptions } from './category-reads.ts';
import type { Reader } from './read-approved-data.ts';
import { signWords } from './sign-words.ts';

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
  const { action, reason, idempotencyKey = crypto.randomUUID() } = said;
  // Signed once: what is sent again after a lost answer is the same statement.
  const statement = await signWords(connection, {
    typ: HONOUR_TYP,
    schema: honourClaimsSchema,
    claims: {
      ...{ action, reason, jti: idempotencyKey, consent_id: consentId, preference: preference.id },
      preference_sha256: await itemVersion(preference),
    },
  });
  const path = `/preferences/${preference.id}/honours`;
  const answer = await call({ path, method: 'POST', body: { statement }, purpose, signal });
  const taken = honourTakenSchema.safeParse(answer);
  if (!taken.success) throw new VendorSdkError('invalid_response', { detail: 'no word that it was taken' });
  return taken.data;
}
