import { sql, type Transaction } from 'kysely';
import type { RebuiltVendor } from '../../../rebuild/rebuild-store.ts';
import type { Tables } from '../tables.ts';

/** Only a name, until the vendor's document is read or the operator enters it. A hold that the ledger tells of stops it again. */
export async function writeVendors(
  trx: Transaction<Tables>,
  vendors: readonly RebuiltVendor[],
): Promise<void> {
  for (const { vendorId, name, knownBy, hold } of vendors) {
    await trx
      .insertInto('vendor')
      .values({
        vendor_id: vendorId,
        known_by: knownBy,
        name,
        metadata: '{}',
        key_thumbprints: [],
        fetched_at: sql<Date>`'-infinity'`,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (hold !== undefined)
      await trx
        .updateTable('vendor')
        .set({ held_at: hold.at, held_reason: hold.reason })
        .where('vendor_id', '=', vendorId)
        .where('held_at', 'is', null)
        .execute();
  }
}
