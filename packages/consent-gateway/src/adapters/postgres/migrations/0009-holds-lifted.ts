import { type Kysely, sql } from 'kysely';

/** An owner lifts the hold of a vendor for one consent: for just that hold, by the time at which it began. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // held_client: what the document of a vendor on hold says now, `null` where that is not known or the operator has decided the hold.
  `ALTER TABLE vendor ADD COLUMN held_client jsonb`,
  // held_at is the name of a hold: owners say it in milliseconds.
  `UPDATE vendor SET held_at = date_trunc('milliseconds', held_at) WHERE held_at IS NOT NULL`,
  // lifted_hold: the held_at of the one hold that does not stop this consent.
  `ALTER TABLE consent ADD COLUMN lifted_hold timestamptz`,
  `CREATE INDEX consent_lifted_hold ON consent (vendor_id) WHERE lifted_hold IS NOT NULL`,
];
