import { type Kysely, sql } from 'kysely';
import type { SilenceStore } from '../../access-request/silences.ts';
import type { Tables } from './tables.ts';

/** Silences in PostgreSQL; they end by its clock. */
export function createSilenceStore({ database }: { database: Kysely<Tables> }): SilenceStore {
  return {
    set: (silence) => setSilence(database, silence),
    async list(ownerId) {
      const rows = await database
        .selectFrom('silence')
        .leftJoin('vendor', 'vendor.vendor_id', 'silence.vendor_id')
        .select(['silence.vendor_id', 'vendor.name', 'silence.expires_at'])
        .where('silence.owner_id', '=', ownerId)
        .where('silence.expires_at', '>', sql<Date>`clock_timestamp()`)
        .orderBy('silence.expires_at')
        .execute();
      return rows.map((row) => ({
        vendorId: row.vendor_id,
        name: row.name ?? row.vendor_id,
        until: row.expires_at,
      }));
    },
  };
}

/** Also as a part of another decision. */
export async function setSilence(
  database: Kysely<Tables>,
  { ownerId, vendorId, days }: Parameters<SilenceStore['set']>[0],
): Promise<void> {
  const times = {
    since: sql<Date>`clock_timestamp()`,
    expires_at: sql<Date>`clock_timestamp() + make_interval(days => ${days})` as unknown as Date,
  };
  await database
    .insertInto('silence')
    .values({ owner_id: ownerId, vendor_id: vendorId, ...times })
    .onConflict((conflict) => conflict.columns(['owner_id', 'vendor_id']).doUpdateSet(times))
    .execute();
}
