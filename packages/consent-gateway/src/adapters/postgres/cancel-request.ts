import { type Kysely, sql, type Transaction } from 'kysely';
import type { Cancellation } from '../../access-request/cancel-access-request.ts';
import { isOver } from './access-request-rows.ts';
import { STATUS_NOW } from './live-consents.ts';
import type { Tables } from './tables.ts';

/** Takes a request back wherever it waits. A giving that is being written wins: the pod may already hold it. */
export function cancelRequest(
  database: Kysely<Tables>,
  of: { requestSha256: string; vendorId: string },
): Promise<Cancellation> {
  return database.transaction().execute(async (trx) => {
    const found = await lockRequests(trx, of.requestSha256);
    const mine = found.filter((row) => row.vendor_id === of.vendorId);
    if (mine.length === 0) return { kind: 'unknown' };
    const given = await givenFrom(trx, of.requestSha256);
    if (given !== undefined) return given;
    const taken = await trx
      .updateTable('access_request')
      .set({ status: 'cancelled' })
      .where('request_sha256', '=', of.requestSha256)
      .where('vendor_id', '=', of.vendorId)
      .where('status', 'in', ['requested', 'deferred'])
      .where('expires_at', '>', sql<Date>`clock_timestamp()`)
      .executeTakeFirst();
    const isCancelled = taken.numUpdatedRows > 0n || mine.some(looksCancelled);
    return { kind: isCancelled ? 'cancelled' : 'over' };
  });
}

/** Taken back before; or refused without a word to the vendor, which must not learn by this that somebody was there to refuse. */
const looksCancelled = (row: Awaited<ReturnType<typeof lockRequests>>[number]): boolean =>
  row.status === 'cancelled' ||
  (row.status === 'refused' && row.auth_req_id !== null && !row.refusal_told && !row.is_over);

/** All browsers' rows of one request, locked in one order: giving and cancelling it never overlap. */
export function lockRequests(trx: Transaction<Tables>, requestSha256: string) {
  return trx
    .selectFrom('access_request')
    .select(['request_id', 'vendor_id', 'owner_id', 'status', 'auth_req_id', 'refusal_told', isOver])
    .where('request_sha256', '=', requestSha256)
    .orderBy('request_id')
    .forUpdate()
    .execute();
}

/** In statements of their own: what stands beside a lock may be older than the wait for it. */
async function givenFrom(trx: Transaction<Tables>, requestSha256: string): Promise<Cancellation | undefined> {
  const intent = await trx
    .selectFrom('consent_intent')
    .leftJoin('consent', 'consent.id', 'consent_intent.consent_id')
    .select(['consent.id', STATUS_NOW.as('status_now')])
    .where('consent_intent.request_sha256', '=', requestSha256)
    .executeTakeFirst();
  if (intent === undefined) return undefined;
  return intent.id === null ? { kind: 'under_way' } : { kind: 'given', status: intent.status_now };
}
