import type { ConsentIntent } from '../../consent/consent-store.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import { lockRequests } from './cancel-request.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';

const INTENT_CONTEXT = 'consent-intent';

export const openIntent = (sealed: Buffer, options: ConsentStoreOptions): ConsentIntent =>
  unseal(options.sealingKey, INTENT_CONTEXT, sealed) as ConsentIntent;

/**
 * Keeps what is about to become a consent, or returns what this request already has. One signed request becomes one consent at most, in
 * however many browsers it was opened, and none once it was taken back.
 */
export function intendConsent(
  intent: ConsentIntent,
  options: ConsentStoreOptions,
): Promise<ConsentIntent | 'closed'> {
  return options.database.transaction().execute(async (trx) => {
    const { request_sha256: requestSha256 } =
      (await trx
        .selectFrom('access_request')
        .select('request_sha256')
        .where('request_id', '=', intent.requestId)
        .executeTakeFirst()) ?? {};
    if (requestSha256 === undefined) return 'closed';
    const all = await lockRequests(trx, requestSha256);
    const request = all.find((row) => row.request_id === intent.requestId);
    if (request === undefined || (request.owner_id !== null && request.owner_id !== intent.ownerId))
      return 'closed';
    const kept = await trx
      .selectFrom('consent_intent')
      .select(['sealed', 'request_id'])
      .where((where) =>
        where.or([where('request_id', '=', intent.requestId), where('request_sha256', '=', requestSha256)]),
      )
      .executeTakeFirst();
    if (kept !== undefined) {
      const isSame = kept.request_id === intent.requestId && kept.sealed.length > 0;
      return isSame ? openIntent(kept.sealed, options) : 'closed';
    }
    const isCancelled = all.some(({ status }) => status === 'cancelled');
    // Deferred, it can be given where the vendor polls for the answer; otherwise nobody would come for it.
    const isOpen =
      request.status === 'requested' || (request.status === 'deferred' && request.auth_req_id !== null);
    if (!isOpen || request.is_over || isCancelled) return 'closed';
    await trx
      .insertInto('consent_intent')
      .values({
        consent_id: intent.consentId,
        version: 1,
        request_id: intent.requestId,
        request_sha256: requestSha256,
        owner_id: intent.ownerId,
        sealed: seal(options.sealingKey, INTENT_CONTEXT, intent),
      })
      .execute();
    return intent;
  });
}
