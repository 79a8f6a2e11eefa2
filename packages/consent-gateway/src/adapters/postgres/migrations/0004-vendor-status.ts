import { type Kysely, sql } from 'kysely';

/** What a vendor may ask without a token: the versions that were in force, since when it stands as it does, its reports, its requests. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** As `sha256` of the protocol writes it: base64url, without padding. */
const SHA_256 = (text: string): string =>
  `rtrim(translate(encode(sha256(convert_to(${text}, 'UTF8')), 'base64'), '+/', '-_'), '=')`;
/** When an act was written into the ledger. */
const LAST_ACT = (
  acts: string,
  more = '',
): string => `(SELECT max(j.at) FROM journal j WHERE j.consent_id = c.id
  AND j.body::jsonb ->> 'act' IN (${acts}) ${more})`;

const statements = [
  // Each version that was in force, since when. What lay between two of them is what a narrowing took away.
  `CREATE TABLE consent_version (
    consent_id text NOT NULL REFERENCES consent,
    version int NOT NULL,
    begun_at timestamptz NOT NULL,
    details jsonb NOT NULL,
    PRIMARY KEY (consent_id, version))`,
  `INSERT INTO consent_version (consent_id, version, begun_at, details)
    SELECT c.id, c.version, coalesce(${LAST_ACT("'narrow', 'extend'", 'AND j.version = c.version')}, c.given_at), c.details FROM consent c`,
  `ALTER TABLE consent ADD COLUMN status_since timestamptz NOT NULL DEFAULT clock_timestamp()`,
  `UPDATE consent c SET status_since = coalesce(c.ended_at, ${LAST_ACT("'pause', 'resume'")}, c.given_at)`,
  // Signed by the vendor; the acknowledgement is signed by us, and stands in the pod. outbox_id: the notice that takes it there; none where a rebuild found it in the pod.
  `CREATE TABLE deletion_report (
    consent_id text NOT NULL REFERENCES consent,
    report_sha256 text NOT NULL,
    report text NOT NULL,
    acknowledgement text NOT NULL,
    received_at timestamptz NOT NULL,
    outbox_id bigint REFERENCES pod_outbox ON DELETE SET NULL,
    PRIMARY KEY (consent_id, report_sha256))`,
  // The name that a vendor has for its request. Of the browsers that bring one and the same, at most one makes a consent.
  `ALTER TABLE access_request ADD COLUMN request_sha256 text`,
  `UPDATE access_request SET request_sha256 = ${SHA_256('request_jws')}`,
  `ALTER TABLE access_request ALTER COLUMN request_sha256 SET NOT NULL`,
  `CREATE INDEX access_request_sha256 ON access_request (request_sha256)`,
  `CREATE INDEX access_request_expiry ON access_request (expires_at)`,
  `ALTER TABLE consent_intent ADD COLUMN request_sha256 text`,
  // Before this, one request in two browsers could become two consents: the first keeps the name.
  `UPDATE consent_intent i SET request_sha256 = f.request_sha256 FROM (
    SELECT DISTINCT ON (r.request_sha256) r.request_sha256, i.consent_id, i.version FROM consent_intent i
    JOIN access_request r USING (request_id) ORDER BY r.request_sha256, i.intended_at) f
    WHERE i.consent_id = f.consent_id AND i.version = f.version`,
  `CREATE UNIQUE INDEX consent_intent_request ON consent_intent (request_sha256)`,
];
