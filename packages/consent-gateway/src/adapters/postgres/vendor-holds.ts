import { type Kysely, sql, type Transaction } from 'kysely';
import type { CheckedClient } from '../../vendor/read-client-document.ts';
import { journalAct } from './journal-act.ts';
import type { Tables } from './tables.ts';

export interface VendorHolds {
  /** Stops all its consents until it is released. `false`: there is no such vendor, or it is on hold already. */
  hold(vendorId: string): Promise<boolean>;
  /** Lifts the hold; what its document says now is accepted. `false`: there is no such vendor on hold. */
  release(vendorId: string, client: CheckedClient | undefined): Promise<boolean>;
}

/** The operator's word about a vendor: the lock on its row stops every read that comes after, as in the statement that writes reads down. */
export function createVendorHolds(options: { database: Kysely<Tables> }): VendorHolds {
  const { database } = options;
  return {
    hold: (vendorId) =>
      database.transaction().execute(async (trx) => {
        const held = await trx
          .updateTable('vendor')
          .set({ held_at: sql<Date>`clock_timestamp()`, held_reason: 'operator' })
          .where('vendor_id', '=', vendorId)
          .where('held_at', 'is', null)
          .executeTakeFirst();
        if (held.numUpdatedRows === 0n) return false;
        await journalForVendor(trx, { vendorId, act: 'hold', by: 'operator' });
        return true;
      }),
    release: (vendorId, client) =>
      database.transaction().execute(async (trx) => {
        const accepted = client && {
          name: client.name,
          metadata: JSON.stringify(client.metadata),
          key_thumbprints: [...client.keyThumbprints],
          fetched_at: sql<Date>`clock_timestamp()`,
        };
        const released = await trx
          .updateTable('vendor')
          .set({ held_at: null, held_reason: null, ...accepted })
          .where('vendor_id', '=', vendorId)
          .where('held_at', 'is not', null)
          .executeTakeFirst();
        if (released.numUpdatedRows === 0n) return false;
        await journalForVendor(trx, { vendorId, act: 'release', by: 'operator' });
        return true;
      }),
  };
}

/** One entry for each live consent of the vendor: its owner sees that it stops, and that it goes on. */
export async function journalForVendor(
  trx: Transaction<Tables>,
  {
    vendorId,
    ...act
  }: { vendorId: string; act: 'hold' | 'release'; by: 'operator' | 'gateway'; reason?: string },
): Promise<void> {
  const consents = await trx
    .selectFrom('consent')
    .select(['id', 'owner_id', 'version'])
    .where('vendor_id', '=', vendorId)
    .where('status', 'in', ['given', 'paused'])
    .orderBy('id')
    .execute();
  for (const { id: consentId, owner_id: ownerId, version } of consents)
    await journalAct(trx, { ...act, ownerId, consentId, version, vendorId });
}
