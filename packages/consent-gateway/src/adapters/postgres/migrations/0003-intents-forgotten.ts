import { type Kysely, sql } from 'kysely';

/** Finds the intents that still hold, sealed, what is in the pod by now. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE INDEX consent_intent_done ON consent_intent (done_at) WHERE done_at IS NOT NULL AND sealed <> ''`.execute(
    db,
  );
}
