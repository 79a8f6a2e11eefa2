import { statusAfter } from '@parley/protocol';
import { sql } from 'kysely';
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
    const { rows } = await sql<{ at: Date }>`SELECT clock_timestamp() AS at`.execute(trx);
    const at = rows[0]?.at ?? new Date();
    const consent = toConsent(row);
    const notice = await request.notice(consent, at);
    const ended = await trx
      .updateTable('consent')
      .set({ status, ended_at: at, end_reason: request.reason, pick_up_by: null })
      .where('id', '=', request.consentId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const noticeId =
      notice === undefined
        ? undefined
        : await addNotice(
            trx,
            { ...notice, consentId: consent.consentId, ownerId: consent.ownerId },
            options,
          );
    await journalAct(trx, {
      ownerId: consent.ownerId,
      act: request.act,
      by: request.by,
      reason: request.reason,
      consentId: consent.consentId,
      version: consent.version,
      vendorId: consent.vendorId,
    });
    return { consent: toConsent(ended), noticeId };
  });
}
