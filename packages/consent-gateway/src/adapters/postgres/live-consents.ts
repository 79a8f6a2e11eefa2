import type { ConsentStatus } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import type { LiveConsents } from '../../read/live-consent.ts';
import { orUnavailable } from './database-fault.ts';
import type { Tables } from './tables.ts';

export function createLiveConsents(options: { readonly database: Kysely<Tables> }): LiveConsents {
  const status = sql<ConsentStatus>`CASE
    WHEN status NOT IN ('given', 'paused') THEN status
    WHEN until <= clock_timestamp() OR pick_up_by <= clock_timestamp() THEN 'expired'
    WHEN status = 'paused' AND resume_at <= clock_timestamp() THEN 'given'
    ELSE status END`;
  return {
    async find(consentId, signal) {
      signal.throwIfAborted();
      const row = await orUnavailable(() =>
        options.database
          .selectFrom('consent')
          .select([
            'id',
            'vendor_id',
            'version',
            'until',
            'resume_at',
            'details',
            'receipt',
            status.as('status_now'),
          ])
          .where('id', '=', consentId)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      const { id, vendor_id, version, until, resume_at, details, receipt, status_now } = row;
      return {
        consentId: id,
        vendorId: vendor_id,
        version,
        status: status_now,
        until,
        resumeAt: resume_at,
        details,
        receipt,
      };
    },
  };
}
