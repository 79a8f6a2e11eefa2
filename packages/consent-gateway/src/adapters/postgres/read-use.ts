import { type Kysely, sql } from 'kysely';
import type { ReadUse } from '../../ledger/ledger-reader.ts';
import type { Tables } from './tables.ts';

/** Consents last at most twelve months: what is older tells nothing of one that an owner can look at. */
const WINDOW = '400 days';

/** What the journal says was read of each consent, and the refusals of this hour. */
export async function readUse(
  db: Kysely<Tables>,
  { ownerId, consentIds }: { ownerId: string; consentIds: readonly string[] },
): Promise<readonly ReadUse[]> {
  if (consentIds.length === 0) return [];
  const { rows } = await sql<ReadUse>`
    WITH reads AS MATERIALIZED (
      SELECT consent_id, at, body::jsonb AS body FROM journal
      WHERE owner_id = ${ownerId} AND consent_id = ANY (${consentIds}::text[])
        AND at > clock_timestamp() - ${WINDOW}::interval AND body::jsonb ->> 'kind' = 'read'),
    tries AS (
      SELECT consent_id, coalesce((body ->> 'lastAt')::timestamptz, at) AS at FROM reads
      UNION ALL SELECT consent_id, last_at FROM refused_read WHERE owner_id = ${ownerId} AND consent_id = ANY (${consentIds}::text[])),
    fields AS (
      SELECT DISTINCT consent_id, (body ->> 'category') || '.' || field AS field
      FROM reads CROSS JOIN LATERAL jsonb_array_elements_text(body -> 'fields') field WHERE body ->> 'outcome' = 'disclosed')
    SELECT t.consent_id AS "consentId", max(t.at) AS "lastTryAt",
      coalesce((SELECT array_agg(f.field ORDER BY f.field) FROM fields f WHERE f.consent_id = t.consent_id), '{}') AS fields
    FROM tries t GROUP BY t.consent_id`.execute(db);
  return rows;
}
