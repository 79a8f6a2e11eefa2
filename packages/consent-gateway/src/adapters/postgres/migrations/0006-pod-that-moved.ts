import { type Kysely, sql } from 'kysely';

/** The owner has connected another container since the consent's file was last found. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`ALTER TABLE consent ADD COLUMN pod_elsewhere boolean NOT NULL DEFAULT false`.execute(db);
}
