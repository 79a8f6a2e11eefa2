import { sql } from 'kysely';
import type { ConsentIntent, ConsentStore } from '../../consent/consent-store.ts';
import { PICK_UP_BY_POLL_SECONDS, PICK_UP_SECONDS } from '../../consent/pick-up.ts';
import { createConsentChanges } from './consent-changes.ts';
import { CONSENT_COLUMNS, toConsent, toConsentRow } from './consent-rows.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import { intendConsent, openIntent } from './intend-consent.ts';
import { journalAct } from './journal-act.ts';
import { liftHold } from './lift-hold.ts';
import { behindCursor, placeAt, toPage } from './page-cursor.ts';
import { deliverNotices } from './pod-notices.ts';
import { KEYS, type Planned, sharedLookup } from './shared-lookup.ts';
import { stopInIndex } from './stop-in-index.ts';
import { addGivenEvent } from './vendor-events/add-act-events.ts';
import { entryRows, keepVersion } from './write-version.ts';

/** The index of consents in PostgreSQL. */
export function createConsentStore(options: ConsentStoreOptions & Planned): ConsentStore {
  const { database } = options;
  return {
    async now() {
      const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(database);
      const [row] = rows;
      if (row === undefined) throw new Error('the database has no clock');
      return row.now;
    },
    find: consentLookup(options),
    async listLive(ownerId) {
      const rows = await database
        .selectFrom('consent')
        .select('id')
        .where('owner_id', '=', ownerId)
        .where('status', 'in', ['given', 'paused'])
        .execute();
      return rows.map(({ id }) => id);
    },
    async listByOwner({ ownerId, limit, cursor }) {
      const rows = await database
        .selectFrom('consent')
        .selectAll()
        .select(placeAt('given_at').as('place_at'))
        .where('owner_id', '=', ownerId)
        .where(behindCursor(cursor, { at: 'given_at', id: 'id' }))
        .orderBy('given_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      return toPage(rows, { limit, idOf: (row) => row.id, from: toConsent });
    },
    async markPickedUp(consentId) {
      await database
        .updateTable('consent')
        .set({ pick_up_by: null })
        .where('id', '=', consentId)
        .where('pick_up_by', 'is not', null)
        .execute();
    },
    intend: (intent) => intendConsent(intent, options),
    complete: (intent) => complete(intent, options),
    listInterrupted: (seconds) => listInterrupted(seconds, options),
    stop: (request) => stopInIndex(request, options),
    liftHold: (request) => liftHold(request, options),
    ...createConsentChanges(options),
    listResumable: (limit) => listResumable(limit, options),
    listDue: (limit) => listDue(limit, options),
    deliverNotices: (deliver, only) => deliverNotices(deliver, only, options),
  };
}

const consentLookup = ({ database, pool }: Pick<ConsentStoreOptions, 'database'> & Planned) =>
  sharedLookup({
    pool,
    name: 'parley-consent',
    statement: database
      .selectFrom('consent')
      .select(CONSENT_COLUMNS)
      .where(sql<boolean>`id = ANY(${KEYS})`)
      .compile(),
    entry: (row) => [row.id, toConsent(row)],
  });

function complete(intent: ConsentIntent, options: ConsentStoreOptions) {
  return options.database.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('consent')
      .values(toConsentRow(intent, pickUpBy(intent), sql<Date>`clock_timestamp()` as unknown as Date))
      // Of two that complete at once the later one meets whichever unique key comes first: the id's or the request's.
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    await trx
      .updateTable('access_request')
      .set({
        status: 'given',
        owner_id: intent.ownerId,
        consent_id: intent.consentId,
        continue_hash: intent.continueHash,
      })
      .where('request_id', '=', intent.requestId)
      .execute();
    if (inserted !== undefined) {
      const { consentId, details, givenAt } = intent;
      await trx.insertInto('consent_entry').values(entryRows(consentId, details)).execute();
      await keepVersion(trx, consentId, { version: 1, details, begunAt: givenAt });
      await trx
        .updateTable('consent_intent')
        .set({ done_at: sql<Date>`clock_timestamp()` })
        .where('consent_id', '=', intent.consentId)
        .execute();
      const { at } = await journalAct(trx, {
        ownerId: intent.ownerId,
        act: 'give',
        by: 'owner',
        consentId: intent.consentId,
        version: 1,
        vendorId: intent.vendorId,
      });
      await addGivenEvent(trx, { consent: inserted, at });
    }
    return toConsent(
      await trx
        .selectFrom('consent')
        .selectAll()
        .where('id', '=', intent.consentId)
        .executeTakeFirstOrThrow(),
    );
  });
}

const pickUpBy = ({ requestId }: ConsentIntent) =>
  sql<Date>`clock_timestamp() + make_interval(secs => CASE
    WHEN EXISTS (SELECT FROM access_request WHERE request_id = ${requestId} AND auth_req_id IS NOT NULL)
    THEN ${PICK_UP_BY_POLL_SECONDS}::int ELSE ${PICK_UP_SECONDS}::int END)` as unknown as Date;

async function listInterrupted(
  olderThanSeconds: number,
  options: ConsentStoreOptions,
): Promise<ConsentIntent[]> {
  const rows = await options.database
    .selectFrom('consent_intent')
    .innerJoin('owner', 'owner.owner_id', 'consent_intent.owner_id')
    .select('consent_intent.sealed')
    .where('owner.disconnected_at', 'is', null)
    .where('done_at', 'is', null)
    .where('intended_at', '<', sql<Date>`clock_timestamp() - make_interval(secs => ${olderThanSeconds})`)
    // Not always the same: those whose pods are gone for good must not stand before the others for ever.
    .orderBy(sql`random()`)
    .limit(MAX_INTERRUPTED)
    .execute();
  return rows.map((row) => openIntent(row.sealed, options));
}

const MAX_INTERRUPTED = 20;

async function listDue(limit: number, options: ConsentStoreOptions): ReturnType<ConsentStore['listDue']> {
  const rows = await options.database
    .selectFrom('consent')
    .select(['id', sql<boolean>`until <= clock_timestamp()`.as('is_over')])
    .where('status', 'in', ['given', 'paused'])
    .where((where) =>
      where.or([
        where('until', '<=', sql<Date>`clock_timestamp()`),
        where('pick_up_by', '<=', sql<Date>`clock_timestamp()`),
      ]),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => ({ consentId: row.id, reason: row.is_over ? 'end_reached' : 'not_picked_up' }));
}

async function listResumable(limit: number, options: ConsentStoreOptions): Promise<string[]> {
  const rows = await options.database
    .selectFrom('consent')
    .select('id')
    .where('status', '=', 'paused')
    .where('resume_at', '<=', sql<Date>`clock_timestamp()`)
    .where('until', '>', sql<Date>`clock_timestamp()`)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
