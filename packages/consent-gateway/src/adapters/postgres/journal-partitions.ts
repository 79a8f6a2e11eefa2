import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** One key for all that make or drop parts of the journal: one at a time, on all processes. */
const LOCK = 0x70_61_72_74;
const WEEKS_AHEAD = 2;
/** Acts and reads wait no longer than this for a part to go; then it goes another time. */
const DROP_WITHIN = '1s';

interface Part {
  readonly name: string;
  /** Its upper bound, exclusive. */
  readonly before: Date;
}

/**
 * Makes the journal's parts for this week and the next ones: a row that fits in none is refused, and with it the read. To be called at
 * the start and now and then. What is in between where nobody called for long is one part.
 */
export async function ensureJournalPartitions(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ weeks: Date[] }>`
      SELECT array_agg(date_trunc('week', clock_timestamp() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + n * interval '168 hours') AS weeks
      FROM generate_series(0, ${WEEKS_AHEAD + 1}::int) n`.execute(trx);
    const bounds = rows[0]?.weeks ?? [];
    if (reaches(await listParts(trx), bounds)) return;
    await lockParts(trx);
    let from = (await listParts(trx)).at(-1)?.before;
    for (const to of bounds) {
      if (from === undefined || from >= to) continue;
      await addPart(trx, from, to);
      from = to;
    }
  });
}

/**
 * Drops parts that are older than so many days, the oldest first, each only once all its entries are in their owners' pods; of owners who
 * have disconnected, once they are sealed. Returns how many went.
 */
export async function dropOldJournal(
  db: Kysely<Tables>,
  { keepDays }: { keepDays: number },
): Promise<number> {
  let dropped = 0;
  while (await dropOldest(db, keepDays)) dropped += 1;
  return dropped;
}

function dropOldest(db: Kysely<Tables>, keepDays: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockParts(trx);
    const [oldest] = await listParts(trx);
    if (oldest === undefined || !(await isOlder(trx, oldest, keepDays))) return false;
    if (await holdsWhatPodsLack(trx, oldest)) return false;
    await sql`SET LOCAL lock_timeout = ${sql.lit(DROP_WITHIN)}`.execute(trx);
    await sql`DROP TABLE ${sql.table(oldest.name)}`.execute(trx);
    return true;
  });
}

async function isOlder(trx: Transaction<Tables>, { before }: Part, keepDays: number): Promise<boolean> {
  const { rows } = await sql<{ is_older: boolean }>`
    SELECT ${before}::timestamptz < clock_timestamp() - make_interval(days => ${keepDays}::int) AS is_older`.execute(
    trx,
  );
  return rows[0]?.is_older === true;
}

async function holdsWhatPodsLack(trx: Transaction<Tables>, { name }: Part): Promise<boolean> {
  const part = sql.table(name);
  const { rows } = await sql<{ holds: boolean }>`
    SELECT EXISTS (SELECT FROM ${part} WHERE block_number IS NULL)
      OR EXISTS (SELECT FROM block b JOIN owner o USING (owner_id)
        WHERE b.in_pod_at IS NULL AND o.disconnected_at IS NULL
          AND EXISTS (SELECT FROM ${part} j WHERE j.owner_id = b.owner_id AND j.block_number = b.number)) AS holds`.execute(
    trx,
  );
  return rows[0]?.holds !== false;
}

/** Beside acts and reads: a part is made on its own and then attached, which locks out neither. */
async function addPart(trx: Transaction<Tables>, from: Date, to: Date): Promise<void> {
  const name = `journal_${from.toISOString().slice(0, 10).replaceAll('-', '')}`;
  await sql`CREATE TABLE ${sql.table(name)} (LIKE journal INCLUDING ALL)`.execute(trx);
  await sql`ALTER TABLE journal ATTACH PARTITION ${sql.table(name)}
    FOR VALUES FROM (${sql.lit(from.toISOString())}) TO (${sql.lit(to.toISOString())})`.execute(trx);
}

/** By their upper bounds, the oldest first. */
async function listParts(trx: Transaction<Tables>): Promise<Part[]> {
  const { rows } = await sql<Part>`
    SELECT c.relname AS name,
      (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''([^'']+)''\\)'))[1]::timestamptz AS before
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'journal'::regclass ORDER BY before`.execute(trx);
  return rows;
}

const reaches = (parts: readonly Part[], bounds: readonly Date[]): boolean => {
  const last = bounds.at(-1);
  const end = parts.at(-1)?.before;
  return last !== undefined && end !== undefined && end >= last;
};

const lockParts = (trx: Transaction<Tables>): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(trx);
