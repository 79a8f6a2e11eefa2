import { type Kysely, sql } from 'kysely';

/** What operators did, and how many requests a vendor has made. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `CREATE INDEX access_request_vendor ON access_request (vendor_id, asked_at DESC)`,
  // Ids and the name of an operating system's user. mac: keyed, over the row and the mac of the one before.
  `CREATE TABLE operator_act (
    number int PRIMARY KEY,
    id text NOT NULL UNIQUE,
    at timestamptz NOT NULL,
    operator text NOT NULL,
    command text NOT NULL,
    about text[] NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('begun', 'done', 'failed')),
    mac text NOT NULL)`,
  // The last one there is.
  `CREATE TABLE operator_act_head (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    number int NOT NULL,
    mac text NOT NULL,
    seal text NOT NULL)`,
  // Against a slip. Whoever owns the table can take it away; then the chain shows what is gone.
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
