import { type Kysely, sql } from 'kysely';

/**
 * The journal in parts, by the week in which a proof says it was made: what is old can go without touching what is new. What is there
 * already becomes the first part, without a row being moved.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`SET LOCAL timezone = 'UTC'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `ALTER TABLE journal RENAME TO journal_before`,
  `ALTER INDEX journal_pkey RENAME TO journal_before_pkey`,
  `ALTER INDEX journal_unchained RENAME TO journal_before_unchained`,
  `ALTER INDEX journal_unblocked RENAME TO journal_before_unblocked`,
  `ALTER INDEX journal_owner RENAME TO journal_before_owner`,
  `CREATE TABLE journal (LIKE journal_before INCLUDING DEFAULTS) PARTITION BY RANGE (iat)`,
  `ALTER TABLE journal ADD CONSTRAINT journal_pkey PRIMARY KEY (proof, iat)`,
  `CREATE INDEX journal_unchained ON journal (owner_id) WHERE link IS NULL`,
  `CREATE INDEX journal_unblocked ON journal (owner_id) WHERE block_number IS NULL`,
  `CREATE INDEX journal_owner ON journal (owner_id, at DESC)`,
  `DO $$ BEGIN EXECUTE format('ALTER TABLE journal ATTACH PARTITION journal_before FOR VALUES FROM (MINVALUE) TO (%L)',
    (SELECT date_trunc('week', greatest(clock_timestamp(), max(iat))) + interval '7 days' FROM journal_before)); END $$`,
];
