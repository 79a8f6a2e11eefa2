import { type Kysely, sql } from 'kysely';

/** What the owner's dashboard shows without reading a journal through: reads by day; and notices, with the ways in which they are told. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const NEW_ID = `rtrim(translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/', '-_'), '=')`;

const statements = [
  // What the chained entries of a day (UTC) come to. What is not chained yet is counted beside it.
  `CREATE TABLE read_day (
    consent_id text NOT NULL,
    day date NOT NULL,
    owner_id text NOT NULL,
    vendor_id text NOT NULL,
    reads int NOT NULL,
    refused int NOT NULL,
    first_read_at timestamptz,
    last_read_at timestamptz,
    categories text[] NOT NULL,
    PRIMARY KEY (consent_id, day))`,
  `CREATE INDEX read_day_owner ON read_day (owner_id, day)`,
  `CREATE INDEX read_day_vendor ON read_day (owner_id, vendor_id, day)`,
  `CREATE INDEX read_day_day ON read_day (day)`,
  `INSERT INTO read_day
    SELECT consent_id, ((CASE WHEN outcome = 'refused' THEN first_at ELSE at END) AT TIME ZONE 'UTC')::date, owner_id, vendor_id,
      count(*) FILTER (WHERE outcome = 'disclosed'), coalesce(sum(count) FILTER (WHERE outcome = 'refused'), 0),
      min(at) FILTER (WHERE outcome = 'disclosed'), max(at) FILTER (WHERE outcome = 'disclosed'),
      coalesce(array_agg(DISTINCT category) FILTER (WHERE category IS NOT NULL), '{}')
    FROM (SELECT consent_id, owner_id, at, body::jsonb ->> 'vendorId' AS vendor_id, body::jsonb ->> 'outcome' AS outcome,
        body::jsonb ->> 'category' AS category, (body::jsonb ->> 'count')::int AS count, (body::jsonb ->> 'firstAt')::timestamptz AS first_at
      FROM journal WHERE link IS NOT NULL AND body::jsonb ->> 'kind' = 'read') e
    GROUP BY 1, 2, 3, 4`,
  // cause: what it is told of once. sort_at: when it is settled next in which ways it is told; null where it is.
  `CREATE TABLE notice (
    notice_id text PRIMARY KEY DEFAULT 'notice_' || ${NEW_ID},
    owner_id text NOT NULL,
    kind text NOT NULL,
    cause text NOT NULL,
    vendor_id text,
    consent_id text,
    request_id text,
    unusual text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz,
    sort_at timestamptz DEFAULT clock_timestamp(),
    UNIQUE (owner_id, kind, cause))`,
  `CREATE INDEX notice_owner ON notice (owner_id, created_at DESC)`,
  `CREATE INDEX notice_created ON notice (created_at)`,
  `CREATE INDEX notice_sort ON notice (sort_at) WHERE sort_at IS NOT NULL`,
  `CREATE INDEX access_request_alone ON access_request (asked_at) WHERE came_by <> 'redirect' AND owner_id IS NOT NULL`,
  `CREATE INDEX consent_live_until ON consent (until) WHERE status IN ('given', 'paused')`,
  // One message tells of all that is new. due_at: null where there is nothing to send.
  `CREATE TABLE notice_message (
    owner_id text NOT NULL,
    way text NOT NULL CHECK (way IN ('push', 'mail')),
    due_at timestamptz,
    attempts int NOT NULL DEFAULT 0,
    sent_at timestamptz,
    PRIMARY KEY (owner_id, way))`,
  `CREATE INDEX notice_message_due ON notice_message (due_at) WHERE due_at IS NOT NULL`,
  // The id is a keyed digest of owner and endpoint. sealed: the endpoint and its keys.
  `CREATE TABLE push_subscription (
    subscription_id text PRIMARY KEY,
    owner_id text NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE INDEX push_subscription_owner ON push_subscription (owner_id, created_at DESC)`,
  // Sealed: what settings.ttl said last of how this owner is told.
  `ALTER TABLE owner ADD COLUMN notice_settings bytea`,
];
