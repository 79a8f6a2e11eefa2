import type { AuthorizationDetails } from '@parley/protocol';
import type { Insertable, Transaction } from 'kysely';
import type { ConsentVersion } from '../../consent/consent-store.ts';
import type { ConsentEntryTable, Tables } from './tables.ts';

/** What of a consent's row changes with its version. */
export const versionColumns = ({ version, details, until, receipt, receiptSha256 }: ConsentVersion) => ({
  version,
  details: JSON.stringify(details),
  until,
  receipt,
  receipt_sha256: receiptSha256,
});

export function entryRows(consentId: string, details: AuthorizationDetails): Insertable<ConsentEntryTable>[] {
  return details.map((entry) => ({
    consent_id: consentId,
    purpose: entry.purpose,
    until: entry.access.until,
    max_reads: entry.access.maxReadsPerDay ?? null,
    day: null,
  }));
}

/** That a version is in force, and since when. */
export async function keepVersion(
  trx: Transaction<Tables>,
  consentId: string,
  { version, details, begunAt }: Pick<ConsentVersion, 'version' | 'details'> & { begunAt: Date | string },
): Promise<void> {
  await trx
    .insertInto('consent_version')
    .values({ consent_id: consentId, version, begun_at: begunAt, details: JSON.stringify(details) })
    .execute();
}

/** A new version with its purposes. What was read today stays counted. */
export async function writeVersion(
  trx: Transaction<Tables>,
  consentId: string,
  { version, details, begunAt }: ConsentVersion & { begunAt: Date },
): Promise<void> {
  await keepVersion(trx, consentId, { version, details, begunAt });
  await writeEntries(trx, consentId, details);
}

/** The purposes of the version in force. */
export async function writeEntries(
  trx: Transaction<Tables>,
  consentId: string,
  details: AuthorizationDetails,
): Promise<void> {
  const purposes = details.map((entry) => entry.purpose);
  await trx
    .deleteFrom('consent_entry')
    .where('consent_id', '=', consentId)
    .where('purpose', 'not in', purposes)
    .execute();
  await trx
    .insertInto('consent_entry')
    .values(entryRows(consentId, details))
    .onConflict((conflict) =>
      conflict.columns(['consent_id', 'purpose']).doUpdateSet((row) => ({
        until: row.ref('excluded.until'),
        max_reads: row.ref('excluded.max_reads'),
      })),
    )
    .execute();
}
