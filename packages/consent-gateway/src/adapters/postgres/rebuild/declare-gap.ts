import { type LedgerEntryBody, ledgerEntryBodySchema, newId } from '@parley/protocol';
import { sql, type Transaction } from 'kysely';
import type { RebuiltConsent } from '../../../rebuild/rebuild-store.ts';
import { digestOf } from '../journal-act.ts';
import type { Tables } from '../tables.ts';

/**
 * One entry: what was written down of this consent and did not reach the pod is lost. Its time is later than that of every entry in the pod,
 * also where the clock was set back.
 */
export async function declareGap(
  trx: Transaction<Tables>,
  gap: { readonly ownerId: string; readonly consent: RebuiltConsent; readonly since: Date | undefined },
): Promise<void> {
  const { ownerId, consent, since } = gap;
  const { consentId, present, givenAt } = consent;
  const { rows } = await sql<{ now: Date }>`
    SELECT greatest(clock_timestamp(), ${since ?? givenAt}::timestamptz + interval '1 second') AS now`.execute(
    trx,
  );
  const now = rows[0]?.now;
  if (now === undefined) throw new Error('the database has no clock');
  const entry: LedgerEntryBody = {
    id: newId('entry'),
    kind: 'gap',
    outcome: 'done',
    consentId,
    version: present.consent_version,
    vendorId: present.aud,
    by: 'gateway',
    firstAt: (since ?? givenAt).toISOString(),
    lastAt: now.toISOString(),
  };
  const body = JSON.stringify(ledgerEntryBodySchema.parse(entry));
  await sql`
    INSERT INTO journal (proof, iat, owner_id, consent_id, version, at, body, digest)
    VALUES (${digestOf(entry.id)}, ${now}, ${ownerId}, ${consentId}, ${entry.version}, ${now}, ${body}, ${digestOf(body)})`.execute(
    trx,
  );
}
