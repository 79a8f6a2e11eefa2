import { type LedgerEntryBody, newId } from '@parley/protocol';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type {
  HonourReservation,
  HonourStore,
  HonourToReserve,
  ReservedHonour,
} from '../../conversation/honour/honour-store.ts';
import type { HonourTable } from './conversation-tables.ts';
import { journalEntry } from './journal-act.ts';
import { lockConsent } from './lock-consent.ts';
import { lockForWords } from './lock-for-words.ts';
import type { Tables } from './tables.ts';

/** Of one consent. Each is a file in the owner's pod. */
const MOST_HONOURS_A_DAY = 100;
/** Longer than the vendor's request may last. */
const SETTLE_AFTER = '1 minute';
/** After that no request under way writes it any more. */
const GIVE_UP_AFTER = '1 hour';
const MAX_AT_ONCE = 100;

type Row = Selectable<HonourTable>;

export function createHonourStore({ database }: { readonly database: Kysely<Tables> }): HonourStore {
  const row = ({ consentId, keyDigest }: Pick<ReservedHonour, 'consentId' | 'keyDigest'>) =>
    sql<boolean>`consent_id = ${consentId} AND key_digest = ${keyDigest}`;
  return {
    async reserve(honour, signal) {
      signal.throwIfAborted();
      return database.transaction().execute((trx) => reserve(trx, honour));
    },
    async complete(honour) {
      await database.transaction().execute(async (trx) => {
        const consent = await lockConsent(trx, honour);
        const found = await trx
          .updateTable('honour')
          .set({ done_at: sql<Date>`clock_timestamp()` })
          .where(row(honour))
          .where('done_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (consent !== undefined && found !== undefined)
          await journalEntry(trx, consent.owner_id, entryOf(found, consent.vendor_id));
      });
    },
    async drop(honour) {
      await database.deleteFrom('honour').where(row(honour)).where('done_at', 'is', null).execute();
    },
    unsettled: () => unsettled(database),
    newestOf: (ownerId) => newestOf(database, ownerId),
  };
}

async function unsettled(database: Kysely<Tables>): ReturnType<HonourStore['unsettled']> {
  const before = (age: string) => sql<boolean>`created_at < clock_timestamp() - ${age}::interval`;
  const rows = await database
    .selectFrom('honour')
    .innerJoin('consent', 'consent.id', 'honour.consent_id')
    .selectAll('honour')
    .select(['owner_id', before(GIVE_UP_AFTER).as('is_old')])
    .where('done_at', 'is', null)
    .where(before(SETTLE_AFTER))
    .orderBy('created_at')
    .limit(MAX_AT_ONCE)
    .execute();
  return rows.map((each) => ({ ...toReserved(each), ownerId: each.owner_id, isOld: each.is_old }));
}

async function newestOf(database: Kysely<Tables>, ownerId: string): ReturnType<HonourStore['newestOf']> {
  const rows = await database
    .selectFrom('honour')
    .innerJoin('consent', 'consent.id', 'honour.consent_id')
    .distinctOn(['honour.consent_id', 'item_id', 'version_digest'])
    .selectAll('honour')
    .select('vendor_id')
    .where('owner_id', '=', ownerId)
    .where('done_at', 'is not', null)
    .orderBy('honour.consent_id')
    .orderBy('item_id')
    .orderBy('version_digest')
    .orderBy('created_at', 'desc')
    .execute();
  const newest = rows.map((each) => ({
    consentId: each.consent_id,
    vendorId: each.vendor_id,
    category: each.category,
    itemId: each.item_id,
    versionDigest: each.version_digest,
    action: each.action,
    reason: each.reason ?? undefined,
    at: each.created_at,
  }));
  return newest.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Vendor, then consent, then the statement: locked in this order everywhere. */
async function reserve(trx: Transaction<Tables>, honour: HonourToReserve): Promise<HonourReservation> {
  const { consentId } = honour;
  const refusal = await lockForWords(trx, honour);
  if (refusal !== undefined) return { reserved: false, reason: refusal };
  const before = await trx
    .selectFrom('honour')
    .selectAll()
    .where('consent_id', '=', consentId)
    .where('key_digest', '=', honour.keyDigest)
    .executeTakeFirst();
  if (before !== undefined) {
    if (!before.content_digest.equals(honour.contentDigest))
      return { reserved: false, reason: 'idempotency_key_reused' };
    return { reserved: true, isNew: false, honour: toReserved(before) };
  }
  if ((await saidToday(trx, consentId)) >= MOST_HONOURS_A_DAY)
    return { reserved: false, reason: 'too_many_requests' };
  return { reserved: true, isNew: true, honour: toReserved(await insert(trx, honour)) };
}

async function saidToday(trx: Transaction<Tables>, consentId: string): Promise<number> {
  const { rows } = await sql<{ today: number }>`
    SELECT count(*)::int AS today FROM honour
    WHERE consent_id = ${consentId} AND created_at > clock_timestamp() - interval '1 day'`.execute(trx);
  return rows[0]?.today ?? 0;
}

function insert(trx: Transaction<Tables>, honour: HonourToReserve): Promise<Row> {
  return trx
    .insertInto('honour')
    .values({
      consent_id: honour.consentId,
      key_digest: honour.keyDigest,
      content_digest: honour.contentDigest,
      category: honour.category,
      item_id: honour.itemId,
      version_digest: honour.versionDigest,
      action: honour.action,
      reason: honour.reason ?? null,
      version: honour.version,
      purpose: honour.purpose,
      token_id: honour.tokenId,
      request_id: honour.requestId,
      created_at: sql<Date>`date_trunc('milliseconds', clock_timestamp())`,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const entryOf = (row: Row, vendorId: string): LedgerEntryBody => ({
  id: newId('entry'),
  kind: 'act',
  act: 'honour',
  by: 'vendor',
  outcome: 'done',
  consentId: row.consent_id,
  version: row.version,
  vendorId,
  purpose: row.purpose,
  category: row.category,
  itemCount: 1,
  tokenId: row.token_id,
  requestId: row.request_id,
});

const toReserved = (row: Row): ReservedHonour => ({
  consentId: row.consent_id,
  keyDigest: row.key_digest,
  createdAt: row.created_at,
  isDone: row.done_at !== null,
});
