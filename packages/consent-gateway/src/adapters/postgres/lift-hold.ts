import { hasEnded } from '@parley/protocol';
import type { ConsentStore, HoldLift } from '../../consent/consent-store.ts';
import { isLiftable } from '../../vendor/vendor-hold.ts';
import { toConsent } from './consent-rows.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import { journalAct } from './journal-act.ts';
import { lockConsent } from './lock-consent.ts';
import { toVendor } from './vendor-store.ts';

/** One transaction, with the vendor's row locked before the consent's as everywhere: no other hold begins in between. */
export function liftHold(
  { consentId, ownerId, heldSince }: HoldLift,
  { database }: Pick<ConsentStoreOptions, 'database'>,
): ReturnType<ConsentStore['liftHold']> {
  return database.transaction().execute(async (trx) => {
    const vendorRow = await trx
      .selectFrom('vendor')
      .selectAll()
      .where('vendor_id', '=', (of) =>
        of.selectFrom('consent').select('vendor_id').where('id', '=', consentId),
      )
      .forShare()
      .executeTakeFirst();
    const row = await lockConsent(trx, { consentId, ownerId });
    if (vendorRow === undefined || row === undefined) return undefined;
    if (hasEnded(row.status) || row.is_past_end) return 'ended';
    const { vendorId, heldAt, hold } = toVendor(vendorRow);
    if (!isLiftable(hold) || heldAt?.getTime() !== Date.parse(heldSince)) return 'not_allowed';
    if (row.lifted_hold?.getTime() === heldAt.getTime()) return toConsent(row);
    const act = { ownerId, act: 'lift', by: 'owner', consentId, version: row.version, vendorId } as const;
    await journalAct(trx, { ...act, ...(hold && { reason: hold.reason }) });
    const lifted = await trx
      .updateTable('consent')
      .set({ lifted_hold: heldAt })
      .where('id', '=', consentId)
      .returningAll()
      .executeTakeFirstOrThrow();
    return toConsent(lifted);
  });
}
