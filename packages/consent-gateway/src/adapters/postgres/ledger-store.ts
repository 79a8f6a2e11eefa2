import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { DisclosureResult, Ledger, ReadIntent } from '../../ledger/ledger.ts';
import { isDatabaseFault, isTransient, orUnavailable, toDatabaseFault } from './database-fault.ts';
import { discloseReads } from './disclose-reads.ts';
import { groupCommit } from './group-commit.ts';
import { refusalReasons } from './refusal-reasons.ts';
import type { Tables } from './tables.ts';

const BATCH_LIMIT = 64;
const ATTEMPTS = 3;

/**
 * The ledger in PostgreSQL. Reads that arrive while a statement is under way share the next one.
 *
 * Where the database fails, no read counts as disclosed. Its row may be there all the same: that records a disclosure too
 * many, never one too few.
 */
export function createLedgerStore(database: { pool: pg.Pool; db: Kysely<Tables> }): Ledger {
  const { pool, db } = database;
  const write = groupCommit<ReadIntent, boolean>({
    limit: BATCH_LIMIT,
    run: (reads) => writeBatch(pool, reads),
  });
  const explain = groupCommit<ReadIntent, DisclosureResult>({
    limit: BATCH_LIMIT,
    run: async (reads) => {
      const reasons = await orUnavailable(() => refusalReasons(pool, reads));
      return reasons.map((value) => ({ status: 'fulfilled', value }));
    },
  });
  return {
    disclose: async (read, signal) =>
      (await write(read, signal)) ? { disclosed: true } : explain(read, signal),
    noteRefusal: (refusal) => orUnavailable(() => countRefusal(db, refusal)),
  };
}

/** One bad row must not refuse the reads beside it: after an error that is not the database's state, each goes alone. */
async function writeBatch(
  pool: pg.Pool,
  reads: readonly ReadIntent[],
): Promise<PromiseSettledResult<boolean>[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const written = await discloseReads(pool, reads);
      return written.map((value) => ({ status: 'fulfilled', value }));
    } catch (error) {
      if (isTransient(error) && attempt < ATTEMPTS) continue;
      if (isDatabaseFault(error) || reads.length === 1) throw toDatabaseFault(error);
      return Promise.allSettled(reads.map((read) => writeAlone(pool, read)));
    }
  }
}

async function writeAlone(pool: pg.Pool, read: ReadIntent): Promise<boolean> {
  const written = await orUnavailable(() => discloseReads(pool, [read]));
  return written.every(Boolean);
}

async function countRefusal(
  db: Kysely<Tables>,
  refusal: Parameters<Ledger['noteRefusal']>[0],
): Promise<void> {
  const { consentId, reason, ownerId, version, vendorId } = refusal;
  await sql`
    INSERT INTO refused_read (consent_id, reason, hour, owner_id, version, vendor_id, count, first_at, last_at)
    SELECT ${consentId}, ${reason}, date_trunc('hour', t.now, 'UTC'), ${ownerId}, ${version}, ${vendorId}, 1, t.now, t.now
    FROM (SELECT clock_timestamp() AS now) t
    ON CONFLICT (consent_id, reason, hour) DO UPDATE
    SET count = refused_read.count + 1, last_at = greatest(refused_read.last_at, excluded.last_at)`.execute(
    db,
  );
}
