import { type Kysely, sql } from 'kysely';

/** Requests without a browser, invitations, and vendors that an owner does not want to be asked by. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // auth_req_id: what the vendor polls with, of a request without a browser. Without an owner_id nobody was asked, and nobody ever answers.
  // refusal_told: the vendor knows that this owner is there, so that a refusal may be said.
  // hint_hash: keyed digest of the hint with which the vendor may come back, once, for what was deferred.
  // notice_at: when the owner's inbox is told next; null where there is nothing to tell.
  `ALTER TABLE access_request
    ADD COLUMN came_by text NOT NULL DEFAULT 'redirect' CHECK (came_by IN ('redirect', 'ciba', 'invitation')),
    ADD COLUMN binding_message text,
    ADD COLUMN auth_req_id text UNIQUE,
    ADD COLUMN refusal_told boolean NOT NULL DEFAULT false,
    ADD COLUMN hint_hash text UNIQUE,
    ADD COLUMN polled_at timestamptz,
    ADD COLUMN poll_seconds int,
    ADD COLUMN notice_at timestamptz,
    ADD COLUMN notice_attempts int NOT NULL DEFAULT 0`,
  `CREATE INDEX access_request_notice ON access_request (notice_at) WHERE notice_at IS NOT NULL`,
  `CREATE INDEX consent_vendor_subject ON consent (vendor_id, subject)`,
  // code_hash is keyed. sealed: the owner's note and issue. Either vendor_id or host says for whom it is; used_by, who has used it.
  `CREATE TABLE invitation (
    invitation_id text PRIMARY KEY,
    owner_id text NOT NULL,
    code_hash text NOT NULL UNIQUE,
    vendor_id text,
    host text,
    sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    used_at timestamptz,
    used_by text,
    request_id text,
    CHECK ((vendor_id IS NULL) <> (host IS NULL)))`,
  `CREATE INDEX invitation_owner ON invitation (owner_id, created_at DESC)`,
  `CREATE TABLE silence (
    owner_id text NOT NULL,
    vendor_id text NOT NULL,
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, vendor_id))`,
];
