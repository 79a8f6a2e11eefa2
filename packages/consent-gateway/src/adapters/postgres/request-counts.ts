import { type Kysely, sql } from 'kysely';
import type { CallRefusal } from '../../limits/call-limits.ts';
import type { Tables } from './tables.ts';

/**
 * How many access requests a vendor has made. All count alike for as long as one waits at most, whoever they lead to, and whatever became of
 * them: what a vendor learns from it is what it has done itself.
 */
export function createRequestCounts({ database }: { database: Kysely<Tables> }) {
  return {
    /** Whether it has made `most` of them in the last 7 days, and how long it then has to wait. */
    async asksTooMuch(vendorId: string, most: number): Promise<CallRefusal | undefined> {
      const { rows } = await sql<{ seconds: number }>`
        SELECT ceil(extract(epoch FROM asked_at + interval '7 days' - clock_timestamp()))::int AS seconds
        FROM access_request
        WHERE vendor_id = ${vendorId} AND asked_at > clock_timestamp() - interval '7 days'
        ORDER BY asked_at DESC OFFSET ${most - 1} LIMIT 1`.execute(database);
      const [oldest] = rows;
      return oldest && { code: 'too_many_requests', retryAfterSeconds: Math.max(1, oldest.seconds) };
    },
  };
}
