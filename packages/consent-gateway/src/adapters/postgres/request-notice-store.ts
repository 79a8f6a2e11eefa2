import { type Kysely, sql } from 'kysely';
import type { RequestNotice, RequestNoticeStore } from '../../access-request/request-notices.ts';
import type { Tables } from './tables.ts';

const MAX_AT_ONCE = 20;
const LONGEST_DELAY_SECONDS = 600;

/** What inboxes have yet to be told. A notice is taken by putting it off first, so that no lock is held while a pod is slow. */
export function createRequestNoticeStore({ database }: { database: Kysely<Tables> }): RequestNoticeStore {
  return {
    async deliver(deliver) {
      const taken = await sql<RequestNotice>`
        UPDATE access_request r SET notice_attempts = notice_attempts + 1,
          notice_at = clock_timestamp() + make_interval(secs => least(${LONGEST_DELAY_SECONDS}, 2 ^ least(notice_attempts, 10)) * (0.75 + random() / 2) + 5)
        FROM vendor v
        WHERE v.vendor_id = r.vendor_id AND r.request_id IN (
          SELECT request_id FROM access_request
          WHERE notice_at <= clock_timestamp() AND status = 'requested' AND expires_at > clock_timestamp()
          ORDER BY notice_at LIMIT ${MAX_AT_ONCE} FOR UPDATE SKIP LOCKED)
        RETURNING r.request_id AS "requestId", r.owner_id AS "ownerId", v.name AS "vendorName", r.asked_at AS "askedAt", r.expires_at AS "expiresAt"`.execute(
        database,
      );
      await Promise.all(
        taken.rows.map(async (notice) => {
          try {
            await deliver(notice);
          } catch {
            return;
          }
          await database
            .updateTable('access_request')
            .set({ notice_at: null })
            .where('request_id', '=', notice.requestId)
            .execute();
        }),
      );
    },
  };
}
