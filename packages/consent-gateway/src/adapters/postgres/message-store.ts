import { type LedgerEntryBody, newId } from '@parley/protocol';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type {
  MessageStore,
  MessageToReserve,
  Reservation,
  ReservedMessage,
} from '../../conversation/message-store.ts';
import type { VendorMessageTable } from './conversation-tables.ts';
import { journalEntry } from './journal-act.ts';
import { lockConsent } from './lock-consent.ts';
import { lockForWords } from './lock-for-words.ts';
import type { Tables } from './tables.ts';

/** Of one consent. A person is to read them. */
const MOST_MESSAGES_A_DAY = 200;
/** Of one consent. Nobody has asked for them. */
const MOST_OPENINGS_A_DAY = 3;
/** Longer than the vendor's request may last. */
const SETTLE_AFTER = '1 minute';
/** After that no request under way writes it any more. */
const GIVE_UP_AFTER = '1 hour';
const MAX_AT_ONCE = 100;

type Row = Selectable<VendorMessageTable>;

export function createMessageStore({ database }: { readonly database: Kysely<Tables> }): MessageStore {
  const row = ({ consentId, keyDigest }: Pick<ReservedMessage, 'consentId' | 'keyDigest'>) =>
    sql<boolean>`consent_id = ${consentId} AND key_digest = ${keyDigest}`;
  return {
    async reserve(message, signal) {
      signal.throwIfAborted();
      return database.transaction().execute((trx) => reserve(trx, message));
    },
    async complete(message, { isQuiet }) {
      await database.transaction().execute(async (trx) => {
        const consent = await lockConsent(trx, message);
        const found = await trx
          .updateTable('vendor_message')
          .set({ done_at: sql<Date>`clock_timestamp()`, quiet: isQuiet })
          .where(row(message))
          .where('done_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (consent !== undefined && found !== undefined)
          await journalEntry(trx, consent.owner_id, entryOf(found, consent.vendor_id));
      });
    },
    async drop(message) {
      await database.deleteFrom('vendor_message').where(row(message)).where('done_at', 'is', null).execute();
    },
    async unsettled() {
      const before = (age: string) => sql<boolean>`created_at < clock_timestamp() - ${age}::interval`;
      const rows = await database
        .selectFrom('vendor_message')
        .innerJoin('consent', 'consent.id', 'vendor_message.consent_id')
        .selectAll('vendor_message')
        .select(['owner_id', 'vendor_id', before(GIVE_UP_AFTER).as('is_old')])
        .where('done_at', 'is', null)
        .where(before(SETTLE_AFTER))
        .orderBy('created_at')
        .limit(MAX_AT_ONCE)
        .execute();
      return rows.map((each) => ({
        ...toReserved(each),
        ownerId: each.owner_id,
        vendorId: each.vendor_id,
        isOld: each.is_old,
      }));
    },
  };
}

/** Vendor, then consent, then the message: locked in this order everywhere. */
async function reserve(trx: Transaction<Tables>, message: MessageToReserve): Promise<Reservation> {
  const { consentId } = message;
  const refusal = await lockForWords(trx, message);
  if (refusal !== undefined) return { reserved: false, reason: refusal };
  const before = await trx
    .selectFrom('vendor_message')
    .selectAll()
    .where('consent_id', '=', consentId)
    .where('key_digest', '=', message.keyDigest)
    .executeTakeFirst();
  if (before !== undefined) return again(before, message);
  const { today, openedToday } = await saidToday(trx, consentId);
  const isTooMuch = today >= MOST_MESSAGES_A_DAY || (message.opens && openedToday >= MOST_OPENINGS_A_DAY);
  if (message.isFull || isTooMuch) return { reserved: false, reason: 'too_many_requests' };
  return { reserved: true, isNew: true, message: toReserved(await insert(trx, message)) };
}

/** The same words to the same issue under the same key are the same message. */
function again(before: Row, message: MessageToReserve): Reservation {
  const isSame = before.content_digest.equals(message.contentDigest) && before.issue_id === message.issueId;
  if (!isSame) return { reserved: false, reason: 'idempotency_key_reused' };
  return { reserved: true, isNew: false, message: toReserved(before) };
}

async function saidToday(
  trx: Transaction<Tables>,
  consentId: string,
): Promise<{ today: number; openedToday: number }> {
  const { rows } = await sql<{ today: number; openedToday: number }>`
    SELECT count(*)::int AS today, (count(*) FILTER (WHERE opens))::int AS "openedToday"
    FROM vendor_message WHERE consent_id = ${consentId} AND created_at > clock_timestamp() - interval '1 day'`.execute(
    trx,
  );
  return rows[0] ?? { today: 0, openedToday: 0 };
}

async function insert(trx: Transaction<Tables>, message: MessageToReserve): Promise<Row> {
  const { rows } = await sql<{
    now: Date;
  }>`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`.execute(trx);
  const at = rows[0]?.now;
  if (at === undefined) throw new Error('the database has no clock');
  return trx
    .insertInto('vendor_message')
    .values({
      consent_id: message.consentId,
      key_digest: message.keyDigest,
      content_digest: message.contentDigest,
      issue_id: message.issueId,
      // As SolidOS names one, and two of one millisecond apart.
      pod_id: `Msg${at.getTime()}-${message.keyDigest.toString('hex').slice(0, 8)}`,
      version: message.version,
      purpose: message.purpose,
      token_id: message.tokenId,
      request_id: message.requestId,
      created_at: at,
      opens: message.opens,
      quiet: false,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const entryOf = (row: Row, vendorId: string): LedgerEntryBody => ({
  id: newId('entry'),
  kind: 'reply',
  outcome: 'done',
  consentId: row.consent_id,
  version: row.version,
  vendorId,
  purpose: row.purpose,
  category: 'issues',
  itemCount: 1,
  tokenId: row.token_id,
  requestId: row.request_id,
});

const toReserved = (row: Row): ReservedMessage => ({
  consentId: row.consent_id,
  keyDigest: row.key_digest,
  podId: row.pod_id,
  createdAt: row.created_at,
  issueId: row.issue_id,
  isDone: row.done_at !== null,
});
