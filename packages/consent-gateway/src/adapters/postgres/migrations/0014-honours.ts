import { type Kysely, sql } from 'kysely';

/** What vendors have said that they did with items. Nothing of what an item says, nor what it could be guessed from. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `CREATE TABLE honour (
    -- no foreign key: a rebuild takes a consent out and puts it in again, and what was said is still known
    consent_id text NOT NULL,
    -- sha-256 of the vendor's idempotency key
    key_digest bytea NOT NULL,
    -- keyed: what is said, whole
    content_digest bytea NOT NULL,
    category text NOT NULL,
    -- opaque, as the vendor knows it
    item_id text NOT NULL,
    -- keyed: which version of the item
    version_digest bytea NOT NULL,
    action text NOT NULL,
    reason text,
    version int NOT NULL,
    purpose text NOT NULL,
    token_id text NOT NULL,
    request_id text NOT NULL,
    created_at timestamptz NOT NULL,
    -- in the pod and in the journal
    done_at timestamptz,
    PRIMARY KEY (consent_id, key_digest))`,
  `CREATE INDEX honour_unsettled ON honour (created_at) WHERE done_at IS NULL`,
  `CREATE INDEX honour_by_time ON honour (consent_id, created_at)`,
];
