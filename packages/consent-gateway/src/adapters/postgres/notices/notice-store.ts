import type { NoticeKind } from '@parley/protocol';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Notice, NoticeStore } from '../../../notify/notice.ts';
import { UTC_DAY } from '../instants.ts';
import type { NoticeTable } from '../owner-side-tables.ts';
import { behindCursor, placeAt, toPage } from '../page-cursor.ts';
import type { Tables } from '../tables.ts';

/** The list of notices of an owner. */
export function createNoticeStore({ database }: { database: Kysely<Tables> }): NoticeStore {
  return {
    async list({ ownerId, limit, cursor }) {
      const rows = await database
        .selectFrom('notice')
        .selectAll()
        .select(placeAt('created_at').as('place_at'))
        .where('owner_id', '=', ownerId)
        .where(behindCursor(cursor, { at: 'created_at', id: 'notice_id' }))
        .orderBy('created_at', 'desc')
        .orderBy('notice_id', 'desc')
        .limit(limit + 1)
        .execute();
      return toPage(rows, { limit, idOf: (row) => row.notice_id, from: toNotice });
    },
    async countUnseen(ownerId) {
      const { count } = await database
        .selectFrom('notice')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('owner_id', '=', ownerId)
        .where('seen_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async markSeen(ownerId, noticeIds) {
      await database
        .updateTable('notice')
        .set({ seen_at: sql<Date>`clock_timestamp()` })
        .where('owner_id', '=', ownerId)
        .where('notice_id', 'in', noticeIds)
        .where('seen_at', 'is', null)
        .execute();
    },
    async addHeld({ ownerId, consentId }) {
      await sql`
        INSERT INTO notice (owner_id, kind, cause, vendor_id, consent_id)
        SELECT ${ownerId}, 'records_held', concat_ws(' ', c.id, ${sql.raw(UTC_DAY('clock_timestamp()'))}), c.vendor_id, c.id
        FROM consent c WHERE c.id = ${consentId}
        ON CONFLICT DO NOTHING`.execute(database);
    },
  };
}

function toNotice(row: Selectable<NoticeTable>): Notice {
  return {
    noticeId: row.notice_id,
    kind: row.kind as NoticeKind,
    vendorId: row.vendor_id,
    consentId: row.consent_id,
    requestId: row.request_id,
    issueId: row.issue_id,
    unusual: row.unusual as Notice['unusual'],
    createdAt: row.created_at,
    seenAt: row.seen_at,
  };
}
