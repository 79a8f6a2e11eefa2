import { type Kysely, sql, type Transaction } from 'kysely';
import type { CheckedClient } from '../../vendor/read-client-document.ts';
import { journalAct } from './journal-act.ts';
import type { Tables } from './tables.ts';
import { voidDataEvents } from './vendor-events/add-act-events.ts';

export interface VendorHolds {
  /** Stops all its consents until it is released. `false`: there is no such vendor, or the operator holds it already. */
  hold(vendorId: string): Promise<boolean>;
  /** Lifts the hold; what its document says now is accepted. `false`: there is no such vendor on hold. */
  release(vendorId: string, client: CheckedClient | undefined): Promise<boolean>;
}

/** In milliseconds, as owners name it. */
export const HELD_NOW = sql<Date>`date_trunc('milliseconds', clock_timestamp())`;

/** The operator's word about a vendor: the lock on its row stops every read that comes after, as in the statement that writes reads down. */
export function createVendorHolds(options: { database: Kysely<Tables> }): VendorHolds {
  const { database } = options;
  return {
    hold: (vendorId) =>
      database.transaction().execute(async (trx) => {
        // One that began by itself becomes the operator's: what owners have lifted stops again.
        const held = await trx
          .updateTable('vendor')
          .set({ held_at: HELD_NOW, held_reason: 'operator', held_client: null })
          .where('vendor_id', '=', vendorId)
          .where(sql<boolean>`(held_at IS NULL OR held_reason IS DISTINCT FROM 'operator')`)
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
          .set({ held_at: null, held_reason: null, held_client: null, ...accepted })
          .where('vendor_id', '=', vendorId)
          .where('held_at', 'is not', null)
          .executeTakeFirst();
        if (released.numUpdatedRows === 0n) return false;
        await journalForVendor(trx, { vendorId, act: 'release', by: 'operator' });
        return true;
      }),
  };
}

/** One entry for each live consent of the vendor, or for those whose owners had lifted a hold: its owner sees that it stops, and that it goes on. */
export async function journalForVendor(
  trx: Transaction<Tables>,
  {
    vendorId,
    ...act
  }: { vendorId: string; act: 'hold' | 'release'; by: 'operator' | 'gateway'; reason?: string },
  onlyLifted?: Date,
): Promise<void> {
  const consents = await trx
    .selectFrom('consent')
    .select(['id', 'owner_id', 'version'])
    .where('vendor_id', '=', vendorId)
    .where('status', 'in', ['given', 'paused'])
    .$if(onlyLifted !== undefined, (all) => all.where('lifted_hold', '=', onlyLifted ?? null))
    .orderBy('id')
    .execute();
  if (act.act === 'hold') await voidDataEvents(trx, sql`vendor_id = ${vendorId}`);
  for (const { id: consentId, owner_id: ownerId, version } of consents)
    await journalAct(trx, { ...act, ownerId, consentId, version, vendorId });
}
