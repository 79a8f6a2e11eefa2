import { type Kysely, sql } from 'kysely';

/** What the owner's later acts need: the place of each statement in its file, what the pod lacks, and widenings under way. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // statements: how many signed statements the consent's file has, or will have once the pod was told everything.
  // signed_version: the highest that was ever signed. A widening that a stop has overtaken leaves a number that is never in force.
  // pod_receipt_sha256: while the pod has yet to be told of the present version, the receipt that it must hold meanwhile.
  `ALTER TABLE consent
    ADD COLUMN statements int NOT NULL DEFAULT 1,
    ADD COLUMN pod_receipt_sha256 text,
    ADD COLUMN signed_version int NOT NULL DEFAULT 1`,
  `UPDATE consent SET signed_version = version`,
  `UPDATE consent c SET statements = 1 + (SELECT count(*) FROM pod_outbox o WHERE o.consent_id = c.id)`,
  // Set where the notice is a new version: its receipt.
  `ALTER TABLE pod_outbox ADD COLUMN receipt_sha256 text`,
  // A widening on its way into the pod: one at a time for each consent. A stop that comes meanwhile takes the row away.
  `CREATE TABLE consent_change (
    consent_id text PRIMARY KEY REFERENCES consent,
    owner_id text NOT NULL,
    decision_sha256 text NOT NULL,
    statement_sha256 text NOT NULL,
    sealed bytea NOT NULL,
    intended_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
];
