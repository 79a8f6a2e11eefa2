import { type Kysely, sql } from 'kysely';
import { lockConsent } from '../lock-consent.ts';
import type { Tables } from '../tables.ts';
import { writeConsentEvent } from './write-event.ts';

const MOST_AT_ONCE = 200;

/** One event for each end that is near, not of a consent that was given for less. Looked for in the rows: its cause is unique. */
export async function addExpiringEvents(database: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM consent c
    WHERE c.status IN ('given', 'paused') AND c.until > clock_timestamp() AND c.until <= clock_timestamp() + interval '7 days'
      AND c.given_at < c.until - interval '7 days' AND NOT EXISTS (${told(sql`c.id`, sql`c.until`)})
    LIMIT ${MOST_AT_ONCE}`.execute(database);
  for (const { id } of rows) await addExpiring(database, id);
}

const CAUSE = (until: ReturnType<typeof sql>) => sql`extract(epoch FROM ${until})::text`;

const told = (consentId: ReturnType<typeof sql>, until: ReturnType<typeof sql>) => sql`
  SELECT FROM vendor_event e WHERE e.consent_id = ${consentId} AND e.type = 'consent.expiring' AND e.cause = ${CAUSE(until)}`;

/** Under the consent's lock: it may have been extended or stopped since, or told of by another process. */
function addExpiring(database: Kysely<Tables>, consentId: string): Promise<void> {
  return database.transaction().execute(async (trx) => {
    const consent = await lockConsent(trx, { consentId });
    if (consent === undefined || consent.is_past_end || !['given', 'paused'].includes(consent.status)) return;
    const until = sql`${consent.until}::timestamptz`;
    const { rows } = await sql<{ cause: string; is_told: boolean; is_near: boolean }>`
      SELECT ${CAUSE(until)} AS cause, EXISTS (${told(sql`${consentId}`, until)}) AS is_told,
        ${until} <= clock_timestamp() + interval '7 days' AS is_near`.execute(trx);
    const [found] = rows;
    if (found === undefined || found.is_told || !found.is_near) return;
    const data = { until: consent.until.toISOString() };
    await writeConsentEvent(trx, { consent, type: 'consent.expiring', data, cause: found.cause });
  });
}
