import { type Kysely, sql } from 'kysely';
import type { PodConfirmations } from '../../consent/pod-confirmation.ts';
import { orUnavailable } from './database-fault.ts';
import type { Tables } from './tables.ts';

export function createPodConfirmations(options: { readonly database: Kysely<Tables> }): PodConfirmations {
  return {
    async confirm({ consentId, nonce, ageMs }) {
      // By the database's clock, like the statement that reads it.
      const said = sql<Date>`clock_timestamp() - make_interval(secs => ${ageMs / 1000})`;
      // A stamp from the future is left over from a clock that was set back: it does not count.
      const checkedAt = sql<Date>`CASE WHEN pod_checked_at > clock_timestamp() THEN ${said} ELSE greatest(pod_checked_at, ${said}) END`;
      const confirmed = await orUnavailable(() =>
        options.database
          // Locked, so that a connection of another pod comes wholly before or wholly after.
          .with('connected', (database) =>
            database
              .selectFrom('owner')
              .select('owner_id')
              .where('owner_id', '=', (query) =>
                query.selectFrom('consent').select('owner_id').where('id', '=', consentId),
              )
              .where('nonce', '=', nonce)
              .where('disconnected_at', 'is', null)
              .forShare(),
          )
          .updateTable('consent')
          .from('connected')
          .set({ pod_checked_at: checkedAt, pod_elsewhere: false })
          .where('consent.id', '=', consentId)
          .whereRef('connected.owner_id', '=', 'consent.owner_id')
          .executeTakeFirst(),
      );
      return confirmed.numUpdatedRows > 0n;
    },
    async isElsewhere(consentId) {
      const row = await orUnavailable(() =>
        options.database
          .selectFrom('consent')
          .select('pod_elsewhere')
          .where('id', '=', consentId)
          .executeTakeFirst(),
      );
      return row?.pod_elsewhere === true;
    },
    async receiptMeanwhile(consentId) {
      const row = await orUnavailable(() =>
        options.database
          .selectFrom('consent')
          .select('pod_receipt_sha256')
          .where('id', '=', consentId)
          .executeTakeFirst(),
      );
      return row?.pod_receipt_sha256 ?? undefined;
    },
  };
}
