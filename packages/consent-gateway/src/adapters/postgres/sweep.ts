import { type Kysely, type RawBuilder, sql } from 'kysely';
import { dropOldJournal, ensureJournalPartitions } from './journal-partitions.ts';
import type { Tables } from './tables.ts';

const MAX_AT_ONCE = 1_000;

/**
 * Deletes what has expired and proves nothing: tokens' rows, used ids, old challenges; and empties what is in the pod by now. Consents
 * are never touched here; of the journal only whole parts that are in the pods and older than is to be kept.
 */
export async function sweepExpired(
  database: Kysely<Tables>,
  { journalDays }: { readonly journalDays: number },
): Promise<void> {
  await ensureJournalPartitions(database);
  await forgetWrittenIntents(database);
  await forgetRequests(database);
  await forgetTokens(database);
  await forgetOldNotices(database);
  await forgetKeys(database);
  await forgetCopies(database);
  await forgetVendorEvents(database);
  await forgetHonours(database);
  for (const table of ['replay', 'sign_in', 'connection_challenge'] as const) {
    await forget(database, table, sql`expires_at < clock_timestamp() - interval '1 minute'`);
  }
  // Last: where acts and reads leave it no moment it gives up, and nothing else has to wait for that.
  await dropOldJournal(database, { keepDays: journalDays });
}

/** A bounded number at once: what is left goes in the next round. */
async function forget(
  database: Kysely<Tables>,
  table: keyof Tables,
  where: RawBuilder<unknown>,
): Promise<void> {
  await sql`DELETE FROM ${sql.table(table)} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${sql.table(table)} WHERE ${where} LIMIT ${MAX_AT_ONCE}))`.execute(database);
}

/** For an hour the same decision may come again after a fault. Then the owner's evidence need not rest here beside the pod. */
async function forgetWrittenIntents(database: Kysely<Tables>): Promise<void> {
  await sql`UPDATE consent_intent SET sealed = '' WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM consent_intent WHERE done_at < clock_timestamp() - interval '1 hour' AND sealed <> '' LIMIT ${MAX_AT_ONCE}))`.execute(
    database,
  );
}

/** A refresh token past its time opens nothing; for a month its vendor is told what became of the consent. */
async function forgetTokens(database: Kysely<Tables>): Promise<void> {
  await forget(
    database,
    'oidc_item',
    sql`expires_at < clock_timestamp() - interval '1 minute'
      AND (model <> 'RefreshToken' OR expires_at < clock_timestamp() - interval '30 days')`,
  );
}

/** How long after its time a request stays in its owner's list, and known to its vendor. What became of it is in the consent. */
export const REQUEST_KEPT = '90 days';

async function forgetRequests(database: Kysely<Tables>): Promise<void> {
  await forget(database, 'access_request', sql`expires_at < clock_timestamp() - ${REQUEST_KEPT}::interval`);
}

/** How long a notice stays in its owner's list, seen or not. */
const NOTICE_KEPT = '90 days';

async function forgetOldNotices(database: Kysely<Tables>): Promise<void> {
  await forget(database, 'notice', sql`created_at < clock_timestamp() - ${NOTICE_KEPT}::interval`);
}

/** How long the same message may come again. */
const KEY_KEPT = '30 days';

/** As long as an ended consent is known. The pod keeps what was said. */
const HONOUR_KEPT = '2 years';

async function forgetHonours(database: Kysely<Tables>): Promise<void> {
  await forget(database, 'honour', sql`created_at < clock_timestamp() - ${HONOUR_KEPT}::interval`);
}

async function forgetKeys(database: Kysely<Tables>): Promise<void> {
  await forget(
    database,
    'vendor_message',
    sql`coalesce(done_at, created_at) < clock_timestamp() - ${KEY_KEPT}::interval`,
  );
}

/** How long a cursor of changes holds after it was last used. */
const COPY_KEPT = '30 days';

async function forgetCopies(database: Kysely<Tables>): Promise<void> {
  await forget(database, 'vendor_copy', sql`used_at < clock_timestamp() - ${COPY_KEPT}::interval`);
}

/** How long a vendor can be told of something; of a dead letter, since it was given up. */
const VENDOR_EVENT_KEPT = '30 days';

async function forgetVendorEvents(database: Kysely<Tables>): Promise<void> {
  await forget(
    database,
    'vendor_event',
    sql`created_at < clock_timestamp() - ${VENDOR_EVENT_KEPT}::interval
      AND coalesce(dead_at < clock_timestamp() - ${VENDOR_EVENT_KEPT}::interval, true)`,
  );
}
