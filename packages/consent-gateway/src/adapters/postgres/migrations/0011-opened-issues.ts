import { type Kysely, sql } from 'kysely';

/** Threads that vendors begin, and whether owners are told of what vendors write. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The first message of a thread that the vendor has begun.
  `ALTER TABLE vendor_message ADD COLUMN opens boolean NOT NULL DEFAULT false`,
  // The owner has muted the thread: no notice of it.
  `ALTER TABLE vendor_message ADD COLUMN quiet boolean NOT NULL DEFAULT false`,
  `CREATE INDEX vendor_message_done ON vendor_message (done_at) WHERE done_at IS NOT NULL`,
  // opaque, as the vendor knows it
  `ALTER TABLE notice ADD COLUMN issue_id text`,
];
