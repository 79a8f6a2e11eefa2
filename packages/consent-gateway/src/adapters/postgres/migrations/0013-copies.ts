import { type Kysely, sql } from 'kysely';

/** Which copies vendors hold. Never what is in them. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `CREATE TABLE vendor_copy (
    -- no foreign key: a rebuild takes a consent out and puts it in again, and its vendor still holds its copy
    consent_id text NOT NULL,
    purpose text NOT NULL,
    -- sha-256 of the packed copy: equal copies are one row
    name text NOT NULL,
    -- of each item its opaque id and a keyed digest of what the vendor was told of it
    packed bytea NOT NULL,
    used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consent_id, purpose, name))`,
  `CREATE TABLE watched_copy (
    -- no foreign key, as above
    consent_id text NOT NULL,
    purpose text NOT NULL,
    -- as of a vendor's copy; null: not looked at yet
    packed bytea,
    -- how far a look has come that is not through
    after_category text,
    after_id text,
    -- all was seen once: what is different is news
    is_known boolean NOT NULL DEFAULT false,
    -- when it is looked at next; grows by the lease of who looks
    due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    look bigint NOT NULL DEFAULT 0,
    -- the process that looked last, by an id of this run: what it has in memory is never older than what it saw
    looked_by text,
    PRIMARY KEY (consent_id, purpose))`,
  `CREATE INDEX watched_copy_due ON watched_copy (due_at)`,
  `CREATE INDEX vendor_copy_by_use ON vendor_copy (used_at)`,
];
