import { type Kysely, sql } from 'kysely';
import type { SealStore } from '../../ledger/seal/seal-store.ts';
import { RFC_3339 } from './instants.ts';
import { addReads } from './reads-by-day.ts';
import type { Tables } from './tables.ts';

const OWNERS_AT_ONCE = 50;
/** A few milliseconds of this process: reads are answered between two rounds. */
const ENTRIES_AT_ONCE = 500;

interface Row {
  readonly consent_id: string;
  readonly at: string;
  readonly body: string;
  readonly proof: Buffer;
  readonly iat: string;
}

/**
 * Two statements that need two snapshots: only once the owners' chains are locked is it certain which rows are unchained, and what
 * the heads are.
 */
export function chainJournal(
  db: Kysely<Tables>,
  chain: Parameters<SealStore['chainSome']>[0],
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const owners = await lockOwners(trx);
    if (owners.length === 0) return 0;
    const { rows } = await sql<Row>`
      SELECT consent_id, ${sql.raw(RFC_3339('at'))} AS at, body, proof, iat::text AS iat
      FROM journal WHERE owner_id = ANY(${owners}) AND link IS NULL
      ORDER BY consent_id, journal.at, proof LIMIT ${ENTRIES_AT_ONCE}`.execute(trx);
    if (rows.length === 0) return 0;
    const known = await trx
      .selectFrom('consent_chain')
      .selectAll()
      .where('consent_id', 'in', [...new Set(rows.map((row) => row.consent_id))])
      .execute();
    const entries = rows.map(({ consent_id, at, body }) => ({ consentId: consent_id, at, body }));
    const heads = await chain(entries, new Map(known.map(({ consent_id, ...head }) => [consent_id, head])));
    const sequences = heads.map((head) => head.sequence);
    const links = heads.map((head) => head.link);
    await sql`
      WITH chained AS (
        UPDATE journal j SET sequence = u.sequence, link = u.link
        FROM unnest(${rows.map((row) => row.proof)}::bytea[], ${rows.map((row) => row.iat)}::timestamptz[],
          ${sequences}::int[], ${links}::text[]) AS u(proof, iat, sequence, link)
        WHERE j.proof = u.proof AND j.iat = u.iat RETURNING j.consent_id, j.owner_id, j.at, j.body)
      ${addReads(sql`SELECT * FROM chained`)}`.execute(trx);
    await sql`
      INSERT INTO consent_chain (consent_id, sequence, link)
      SELECT DISTINCT ON (consent_id) * FROM unnest(${rows.map((row) => row.consent_id)}::text[], ${sequences}::int[], ${links}::text[])
        AS u(consent_id, sequence, link) ORDER BY consent_id, sequence DESC
      ON CONFLICT (consent_id) DO UPDATE SET sequence = excluded.sequence, link = excluded.link`.execute(trx);
    return rows.length;
  });
}

async function lockOwners(trx: Kysely<Tables>): Promise<string[]> {
  const { rows: waiting } = await sql<{ owner_id: string }>`
    SELECT DISTINCT owner_id FROM journal WHERE link IS NULL LIMIT ${OWNERS_AT_ONCE}`.execute(trx);
  const candidates = waiting.map((row) => row.owner_id).sort();
  if (candidates.length === 0) return [];
  await trx
    .insertInto('owner_chain')
    .values(candidates.map((owner_id) => ({ owner_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const locked = await trx
    .selectFrom('owner_chain')
    .select('owner_id')
    .where('owner_id', 'in', candidates)
    .orderBy('owner_id')
    .forUpdate()
    .skipLocked()
    .execute();
  return locked.map((row) => row.owner_id);
}
