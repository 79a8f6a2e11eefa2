import { type Kysely, sql } from 'kysely';

/** Which messages vendors have sent. Never what they say. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `CREATE TABLE vendor_message (
    -- no foreign key: a rebuild takes a consent out and puts it in again, and a message that comes once more is still known
    consent_id text NOT NULL,
    -- sha-256 of the vendor's idempotency key
    key_digest bytea NOT NULL,
    -- keyed: what is said cannot be guessed from it
    content_digest bytea NOT NULL,
    -- opaque, as the vendor knows it
    issue_id text NOT NULL,
    -- what it is called in the issue's document
    pod_id text NOT NULL,
    version int NOT NULL,
    purpose text NOT NULL,
    token_id text NOT NULL,
    request_id text NOT NULL,
    created_at timestamptz NOT NULL,
    -- in the pod and in the journal
    done_at timestamptz,
    PRIMARY KEY (consent_id, key_digest))`,
  `CREATE INDEX vendor_message_unsettled ON vendor_message (created_at) WHERE done_at IS NULL`,
  `CREATE INDEX vendor_message_by_time ON vendor_message (consent_id, created_at)`,
];
