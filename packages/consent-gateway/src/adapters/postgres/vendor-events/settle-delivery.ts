import { type Kysely, sql, type Transaction } from 'kysely';
import type { WebhookStore } from '../../../vendor-events/webhook/webhook-store.ts';
import type { Tables } from '../tables.ts';

type Settling = Parameters<WebhookStore['settle']>;

/** So many failures in a row, and the endpoint rests between two tries, whatever is due. */
const FAILURES_UNTIL_REST = 10;
const LONGEST_REST_SECONDS = 300;

/** What came of a try. One that was taken again meanwhile is somebody else's to settle. */
export function settleDelivery(
  database: Kysely<Tables>,
  ...[delivery, outcome, retryInSeconds]: Settling
): Promise<void> {
  return database.transaction().execute(async (trx) => {
    const { eventId, attempts } = delivery;
    const set =
      outcome.outcome === 'delivered'
        ? sql`delivered_at = clock_timestamp(), due_at = NULL`
        : outcome.outcome === 'gone'
          ? sql`due_at = clock_timestamp()`
          : retryInSeconds === undefined
            ? sql`dead_at = clock_timestamp(), due_at = NULL`
            : sql`due_at = clock_timestamp() + make_interval(secs => ${retryInSeconds})`;
    await sql`UPDATE vendor_event SET ${set}
      WHERE event_id = ${eventId} AND attempts = ${attempts} AND due_at IS NOT NULL`.execute(trx);
    await noteAtEndpoint(trx, delivery, outcome);
  });
}

/** Not where another address has been registered since. */
async function noteAtEndpoint(
  trx: Transaction<Tables>,
  { vendorId, url }: Settling[0],
  outcome: Settling[1],
): Promise<void> {
  const set =
    outcome.outcome === 'delivered'
      ? sql`last_success_at = clock_timestamp(), failures = 0, last_failure = NULL, rests_until = NULL`
      : sql`failures = failures + 1, last_failure = ${outcome.failure}, rests_until = CASE WHEN failures >= ${FAILURES_UNTIL_REST}
          THEN clock_timestamp() + make_interval(secs => least(${LONGEST_REST_SECONDS}, failures)) END`;
  await sql`UPDATE vendor_webhook SET ${set} WHERE vendor_id = ${vendorId} AND url = ${url}`.execute(trx);
  if (outcome.outcome === 'gone')
    await sql`UPDATE vendor_webhook SET disabled_at = clock_timestamp()
      WHERE vendor_id = ${vendorId} AND url = ${url} AND disabled_at IS NULL`.execute(trx);
}
