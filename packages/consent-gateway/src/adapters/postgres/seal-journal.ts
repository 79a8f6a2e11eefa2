import { type Kysely, sql } from 'kysely';
import type { BlockMaterial, SealStore } from '../../ledger/seal/seal-store.ts';
import { FLOORED_CLOCK, RFC_3339 } from './instants.ts';
import type { Tables } from './tables.ts';

const OWNERS_AT_ONCE = 20;
/** A block stays below what a reader of the pod takes in one file. */
const ENTRIES_A_BLOCK = 5_000;

interface OwnerRow {
  readonly owner_id: string;
  readonly block_number: number;
  readonly hash: string | null;
  readonly now: Date;
}

interface EntryRow {
  readonly consent_id: string;
  readonly sequence: number;
  readonly link: string;
  readonly at: string;
  readonly body: string;
  readonly proof: Buffer;
  readonly iat: string;
}

/** The next block of each owner that is due, while the owner's chain is locked. */
export function sealJournal(
  db: Kysely<Tables>,
  patience: Parameters<SealStore['sealSome']>[0],
  seal: Parameters<SealStore['sealSome']>[1],
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    let sealed = 0;
    for (const owner of await lockDueOwners(trx, patience)) {
      const rows = await takeEntries(trx, owner.owner_id);
      // Another process was faster.
      if (rows.length === 0) continue;
      await storeBlock(trx, { owner, rows, seal });
      sealed += 1;
    }
    return sealed;
  });
}

async function lockDueOwners(
  trx: Kysely<Tables>,
  patience: { readonly seconds: number; readonly behind: number },
): Promise<OwnerRow[]> {
  const { rows } = await sql<OwnerRow>`
    SELECT c.owner_id, c.block_number, c.hash, date_trunc('milliseconds', ${sql.raw(FLOORED_CLOCK('c.owner_id'))}) AS now
    FROM owner_chain c
    WHERE c.owner_id = ANY(ARRAY(SELECT DISTINCT owner_id FROM journal WHERE block_number IS NULL AND link IS NOT NULL))
      AND (c.block_at > clock_timestamp() OR c.block_at <= clock_timestamp() - make_interval(secs => CASE
        WHEN EXISTS (SELECT FROM block b WHERE b.owner_id = c.owner_id AND b.number = c.block_number AND b.in_pod_at IS NULL)
        THEN ${patience.behind}::float8 ELSE ${patience.seconds}::float8 END))
    ORDER BY c.owner_id LIMIT ${OWNERS_AT_ONCE} FOR UPDATE OF c SKIP LOCKED`.execute(trx);
  return rows;
}

async function takeEntries(trx: Kysely<Tables>, ownerId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT consent_id, sequence, link, ${sql.raw(RFC_3339('at'))} AS at, body, proof, iat::text AS iat
    FROM journal WHERE owner_id = ${ownerId} AND block_number IS NULL AND link IS NOT NULL
    ORDER BY consent_id, sequence LIMIT ${ENTRIES_A_BLOCK}`.execute(trx);
  return rows;
}

async function storeBlock(
  trx: Kysely<Tables>,
  options: { owner: OwnerRow; rows: EntryRow[]; seal: Parameters<SealStore['sealSome']>[1] },
): Promise<void> {
  const { owner, rows } = options;
  const number = owner.block_number + 1;
  const material: BlockMaterial = {
    ownerId: owner.owner_id,
    number,
    previousHash: owner.hash ?? undefined,
    sealedAt: owner.now,
    entries: rows.map(({ consent_id, sequence, link, at, body }) => ({
      consentId: consent_id,
      sequence,
      link,
      at,
      body,
    })),
  };
  const { hash, jws } = await options.seal(material);
  await sql`
    UPDATE journal j SET block_number = ${number}
    FROM unnest(${rows.map((row) => row.proof)}::bytea[], ${rows.map((row) => row.iat)}::timestamptz[]) AS u(proof, iat)
    WHERE j.proof = u.proof AND j.iat = u.iat`.execute(trx);
  await trx
    .insertInto('block')
    .values({ owner_id: owner.owner_id, number, hash, jws, sealed_at: owner.now })
    .execute();
  await trx
    .updateTable('owner_chain')
    .set({ block_number: number, hash, block_at: owner.now })
    .where('owner_id', '=', owner.owner_id)
    .execute();
}
