import { type NoticeKind, ownerSettingsSchema } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import type {
  NoticeMessage,
  NoticeMessages,
  NoticeWay,
  UnsortedNotices,
} from '../../../notify/notice-messages.ts';
import { seal, unseal } from '../../../secrets/seal.ts';
import type { Tables } from '../tables.ts';

interface Options {
  readonly database: Kysely<Tables>;
  readonly sealingKey: Buffer;
}

const CONTEXT = 'notice-settings';
const OWNERS_AT_ONCE = 20;
const MESSAGES_AT_ONCE = 20;
/** Longer than settling one takes. */
const SORT_AGAIN_SECONDS = 60;
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 3_600;
/** Between two messages of one way. What is new meanwhile is told by the next one. */
const GAP_SECONDS: Readonly<Record<NoticeWay, number>> = { push: 60, mail: 3_600 };

/** Which owners are to be told, and how, on its way. Taken with SKIP LOCKED by putting it off first. */
export function createNoticeMessages(options: Options): NoticeMessages {
  const { database, sealingKey } = options;
  return {
    takeUnsorted: () => takeUnsorted(database),
    async keepSettings(ownerId, settings) {
      const sealed = settings === undefined ? null : seal(sealingKey, `${CONTEXT} ${ownerId}`, settings);
      await database
        .updateTable('owner')
        .set({ notice_settings: sealed })
        .where('owner_id', '=', ownerId)
        .execute();
    },
    async findSettings(ownerId) {
      const row = await database
        .selectFrom('owner')
        .select('notice_settings')
        .where('owner_id', '=', ownerId)
        .executeTakeFirst();
      return openSettings(ownerId, row?.notice_settings ?? null, sealingKey);
    },
    settle: (notices, ways) => settle(database, notices, ways),
    takeDue: () => takeDue(options),
    async putOff({ ownerId, way }, until) {
      await database
        .updateTable('notice_message')
        .set({ due_at: until, attempts: 0 })
        .where('owner_id', '=', ownerId)
        .where('way', '=', way)
        .execute();
    },
    async finish({ ownerId, way }, how) {
      await database
        .updateTable('notice_message')
        .set({
          due_at: null,
          attempts: 0,
          ...(how === 'sent' ? { sent_at: sql<Date>`clock_timestamp()` } : {}),
        })
        .where('owner_id', '=', ownerId)
        .where('way', '=', way)
        .execute();
    },
  };
}

function openSettings(ownerId: string, sealed: Buffer | null, key: Buffer): NoticeMessage['settings'] {
  return sealed === null
    ? undefined
    : ownerSettingsSchema.parse(unseal(key, `${CONTEXT} ${ownerId}`, sealed));
}

async function takeUnsorted(database: Kysely<Tables>): Promise<UnsortedNotices[]> {
  const { rows } = await sql<{ owner_id: string; notice_id: string; kind: NoticeKind }>`
    UPDATE notice SET sort_at = clock_timestamp() + make_interval(secs => ${SORT_AGAIN_SECONDS})
    WHERE notice_id IN (
      SELECT notice_id FROM notice WHERE sort_at <= clock_timestamp() AND owner_id IN (
        SELECT owner_id FROM notice WHERE sort_at <= clock_timestamp() ORDER BY sort_at LIMIT ${OWNERS_AT_ONCE})
      FOR UPDATE SKIP LOCKED)
    RETURNING owner_id, notice_id, kind`.execute(database);
  const byOwner = new Map<string, UnsortedNotices['notices'][number][]>();
  for (const { owner_id, notice_id, kind } of rows)
    byOwner.set(owner_id, [...(byOwner.get(owner_id) ?? []), { noticeId: notice_id, kind }]);
  return [...byOwner].map(([ownerId, notices]) => ({ ownerId, notices }));
}

/** A notice that was settled meanwhile brings no message of its own. */
async function settle(
  database: Kysely<Tables>,
  { ownerId, notices }: UnsortedNotices,
  ways: readonly NoticeWay[],
): Promise<void> {
  await sql`
    WITH settled AS (
      UPDATE notice SET sort_at = NULL
      WHERE notice_id = ANY(${notices.map(({ noticeId }) => noticeId)}) AND sort_at IS NOT NULL RETURNING notice_id)
    INSERT INTO notice_message AS m (owner_id, way, due_at)
    SELECT ${ownerId}, way, clock_timestamp() FROM unnest(${ways}::text[]) AS way
    WHERE EXISTS (SELECT FROM settled)
    ON CONFLICT (owner_id, way) DO UPDATE SET due_at = coalesce(m.due_at, greatest(excluded.due_at,
      m.sent_at + make_interval(secs => (CASE m.way WHEN 'push' THEN ${GAP_SECONDS.push} ELSE ${GAP_SECONDS.mail} END)::float8)))`.execute(
    database,
  );
}

async function takeDue({ database, sealingKey }: Options): Promise<NoticeMessage[]> {
  const { rows } = await sql<{
    owner_id: string;
    way: NoticeWay;
    attempts: number;
    notice_settings: Buffer | null;
  }>`
    UPDATE notice_message m SET attempts = m.attempts + 1,
      due_at = clock_timestamp() + make_interval(secs => least(${LONGEST_PAUSE_SECONDS}, ${FIRST_PAUSE_SECONDS} * 2 ^ least(m.attempts, 10)))
    FROM owner o
    WHERE o.owner_id = m.owner_id AND (m.owner_id, m.way) IN (
      SELECT owner_id, way FROM notice_message WHERE due_at <= clock_timestamp()
      ORDER BY due_at LIMIT ${MESSAGES_AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING m.owner_id, m.way, m.attempts, o.notice_settings`.execute(database);
  return rows.map(({ owner_id: ownerId, way, attempts, notice_settings }) => ({
    ownerId,
    way,
    attempts,
    settings: openSettings(ownerId, notice_settings, sealingKey),
  }));
}
