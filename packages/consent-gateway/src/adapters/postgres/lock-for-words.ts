import { sql, type Transaction } from 'kysely';
import { isStoppedByHold } from './is-stopped-by-hold.ts';
import { lockConsent, statusFor } from './lock-consent.ts';
import type { Tables } from './tables.ts';

/** Under which consent a vendor wants to say something. */
export interface WordsToSay {
  readonly consentId: string;
  readonly vendorId: string;
  readonly version: number;
  readonly purpose: string;
}

export type WordsRefusal = 'invalid_token' | 'temporarily_unavailable';

/**
 * Locks vendor, then consent, in this order as everywhere, and asks on what the locks left, by the database's clock, as the statement that writes
 * reads down does: whether the consent stands in this version for this purpose, and its pod confirmed it. `undefined`: it may be said.
 */
export async function lockForWords(
  trx: Transaction<Tables>,
  { consentId, vendorId, version, purpose }: WordsToSay,
): Promise<WordsRefusal | undefined> {
  const vendor = await trx
    .selectFrom('vendor')
    .select('vendor_id')
    .where('vendor_id', '=', vendorId)
    .forShare()
    .executeTakeFirst();
  const consent = await lockConsent(trx, { consentId, vendorId });
  if (vendor === undefined || consent === undefined) return 'invalid_token';
  if (statusFor('narrow', consent) !== 'given' || consent.version !== version) return 'invalid_token';
  const { rows } = await sql<{ is_live: boolean; is_confirmed: boolean }>`
    SELECT EXISTS (SELECT FROM consent_entry e JOIN consent c ON c.id = e.consent_id JOIN vendor v ON v.vendor_id = c.vendor_id
        WHERE e.consent_id = ${consentId} AND e.purpose = ${purpose} AND e.until > t.now
          AND NOT ${sql.raw(isStoppedByHold('c', 'v'))}) AS is_live,
      ${consent.pod_checked_at}::timestamptz > t.now - interval '30 s' AND ${consent.pod_checked_at}::timestamptz <= t.now AS is_confirmed
    FROM (SELECT clock_timestamp() AS now) t`.execute(trx);
  if (rows[0]?.is_live !== true) return 'invalid_token';
  return rows[0].is_confirmed ? undefined : 'temporarily_unavailable';
}
