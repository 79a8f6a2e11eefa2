import { statusAfter } from '@parley/protocol';
import type { ConsentStore, StopRequest } from '../../consent/consent-store.ts';
import { toConsent } from './consent-rows.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import { journalAct } from './journal-act.ts';
import { addNotice } from './pod-notices.ts';

/** One transaction: lock, end, write the entry, leave word for the pod. Its time is taken after the lock. */
export function stopInIndex(
  request: StopRequest,
  options: ConsentStoreOptions,
): ReturnType<ConsentStore['stop']> {
  return options.database.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('consent')
      .selectAll()
      .where('id', '=', request.consentId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || (request.ownerId !== undefined && row.owner_id !== request.ownerId))
      return undefined;
    const status = statusAfter(row.status, request.act);
    if (status === undefined) return 'ended';
    const consent = toConsent(row);
    const { ownerId, consentId, version, vendorId } = consent;
    const { act, by, reason } = request;
    const { at } = await journalAct(trx, { ownerId, act, by, reason, consentId, version, vendorId });
    const notice = await request.notice(consent, at);
    const ended = await trx
      .updateTable('consent')
      .set({ status, ended_at: at, end_reason: reason, pick_up_by: null })
      .where('id', '=', request.consentId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const noticeId =
      notice === undefined ? undefined : await addNotice(trx, { ...notice, consentId, ownerId }, options);
    return { consent: toConsent(ended), noticeId };
  });
}
