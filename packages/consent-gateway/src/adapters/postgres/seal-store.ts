import { type Kysely, sql } from 'kysely';
import type { SealStore, WaitingBlock } from '../../ledger/seal/seal-store.ts';
import { chainJournal } from './chain-journal.ts';
import { closeRefusalHours } from './close-refusal-hours.ts';
import { orUnavailable } from './database-fault.ts';
import { DUE_MARK } from './due-owner.ts';
import { sealJournal } from './seal-journal.ts';
import type { Tables } from './tables.ts';

/** The sealer's side of the journal in PostgreSQL. */
export function createSealStore({ db }: { db: Kysely<Tables> }): SealStore {
  return {
    chainSome: (chain) => orUnavailable(() => chainJournal(db, chain)),
    sealSome: (patience, seal) => orUnavailable(() => sealJournal(db, patience, seal)),
    closeRefusalHours: () => orUnavailable(() => closeRefusalHours(db)),
    countWaiting: (limit) => orUnavailable(() => countWaiting(db, limit)),
    takeWaiting: (limit) => orUnavailable(() => takeWaiting(db, limit)),
    markWritten: (block) => orUnavailable(() => markWritten(db, block)),
    putOff: (block, seconds) => orUnavailable(() => putOff(db, block, seconds)),
  };
}

async function countWaiting(db: Kysely<Tables>, limit: number): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    SELECT count(*)::int AS waiting FROM
    (SELECT FROM block WHERE in_pod_at IS NULL AND next_at <= clock_timestamp() LIMIT ${limit}) b`.execute(
    db,
  );
  return rows[0]?.waiting ?? 0;
}

/** No lock is held while a pod is written to: a taken block is only not due for a minute. */
async function takeWaiting(db: Kysely<Tables>, limit: number): Promise<WaitingBlock[]> {
  const { rows } = await sql<WaitingBlock>`
    UPDATE block SET attempts = attempts + 1, next_at = clock_timestamp() + interval '60 s'
    WHERE (owner_id, number) IN (
      SELECT b.owner_id, b.number FROM block b
      WHERE b.in_pod_at IS NULL AND b.next_at <= clock_timestamp()
        AND NOT EXISTS (SELECT FROM owner o WHERE o.owner_id = b.owner_id AND o.nonce LIKE ${`${DUE_MARK}%`})
        AND NOT EXISTS (SELECT FROM block p WHERE p.owner_id = b.owner_id AND p.number = b.number - 1 AND p.in_pod_at IS NULL)
      ORDER BY b.next_at LIMIT ${limit} FOR UPDATE OF b SKIP LOCKED)
    RETURNING owner_id AS "ownerId", number, sealed_at AS "sealedAt", jws, attempts`.execute(db);
  return rows;
}

async function markWritten(db: Kysely<Tables>, block: WaitingBlock): Promise<void> {
  await db
    .updateTable('block')
    .set({ in_pod_at: sql<Date>`clock_timestamp()` })
    .where('owner_id', '=', block.ownerId)
    .where('number', '=', block.number)
    .execute();
}

async function putOff(db: Kysely<Tables>, block: WaitingBlock, seconds: number): Promise<void> {
  await db
    .updateTable('block')
    .set({ next_at: sql<Date>`clock_timestamp() + make_interval(secs => ${seconds}::float8)` })
    .where('owner_id', '=', block.ownerId)
    .where('number', '=', block.number)
    .where('in_pod_at', 'is', null)
    .execute();
}
