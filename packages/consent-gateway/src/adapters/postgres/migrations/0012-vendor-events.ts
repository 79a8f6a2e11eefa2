import { type Kysely, sql } from 'kysely';

/** What vendors are told, and where. Never what anything says. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The number of the last event of this consent. It goes on from the unix second after a rebuild, above all that were used before.
  `ALTER TABLE consent ADD COLUMN event_sequence bigint NOT NULL DEFAULT 0`,
  `CREATE TABLE vendor_event (
    event_id text PRIMARY KEY,
    -- in which order they were written; of one consent, in which they happened
    written bigint GENERATED ALWAYS AS IDENTITY,
    vendor_id text NOT NULL,
    -- no foreign key: a rebuild takes a consent out and puts it in again
    consent_id text,
    sequence bigint,
    type text NOT NULL,
    item_id text,
    -- what it is told of once
    cause text,
    -- the JSON that is sent, byte for byte
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- in which order vendors see them in lists and streams; null: it is about to get its place
    place bigint,
    -- about data that may no longer be told of: only its place is left
    is_void boolean NOT NULL DEFAULT false,
    -- when its webhook is sent next; null where there is nothing to send
    due_at timestamptz,
    attempts int NOT NULL DEFAULT 0,
    delivered_at timestamptz,
    dead_at timestamptz)`,
  `CREATE SEQUENCE vendor_event_place`,
  `CREATE UNIQUE INDEX vendor_event_cause ON vendor_event (consent_id, type, cause) WHERE cause IS NOT NULL`,
  `CREATE INDEX vendor_event_unplaced ON vendor_event (written) WHERE place IS NULL`,
  `CREATE INDEX vendor_event_list ON vendor_event (vendor_id, place)`,
  `CREATE INDEX vendor_event_by_place ON vendor_event (place)`,
  `CREATE INDEX vendor_event_due ON vendor_event (vendor_id, due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX vendor_event_waiting ON vendor_event (consent_id, sequence) WHERE due_at IS NOT NULL`,
  `CREATE INDEX vendor_event_of_data ON vendor_event (consent_id) WHERE NOT is_void AND type NOT LIKE 'consent.%'`,
  `CREATE INDEX vendor_event_dead ON vendor_event (vendor_id, dead_at) WHERE dead_at IS NOT NULL`,
  `CREATE INDEX vendor_event_created ON vendor_event (created_at)`,
  // types: null for all. failures: since the last success.
  `CREATE TABLE vendor_webhook (
    vendor_id text PRIMARY KEY,
    url text NOT NULL,
    types text[],
    registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    disabled_at timestamptz,
    last_success_at timestamptz,
    last_failure text,
    failures int NOT NULL DEFAULT 0,
    -- after many failures: until then nothing is tried, whatever is due
    rests_until timestamptz)`,
];
