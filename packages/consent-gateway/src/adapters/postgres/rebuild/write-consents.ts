import { hasEnded, sha256 } from '@parley/protocol';
import { type Insertable, type Selectable, sql, type Transaction } from 'kysely';
import type { RebuiltConsent, RebuiltOwner } from '../../../rebuild/rebuild-store.ts';
import { addPlacedNotice, forgetNotices } from '../pod-notices.ts';
import type { ConsentTable, Tables } from '../tables.ts';
import { addEndEvents } from '../vendor-events/add-act-events.ts';
import { keepVersion, writeEntries } from '../write-version.ts';
import { declareGap } from './declare-gap.ts';

interface Writing {
  readonly rebuilt: RebuiltOwner;
  readonly sealingKey: Buffer;
}

/** How long a vendor of whom nothing shows that it picked its consent up has to come with its receipt. */
const PICK_UP_AGAIN_SECONDS = 30 * 86_400;

/**
 * The owner's consents as the pod has them, over whatever a backup said. What had ended in the backup stays ended; what is not in the pod
 * any more has ended; what is held is taken out.
 */
export async function writeConsents(trx: Transaction<Tables>, writing: Writing): Promise<void> {
  const { owner, consents, held } = writing.rebuilt;
  const rows = await trx
    .selectFrom('consent')
    .selectAll()
    .where('owner_id', '=', owner.ownerId)
    .forUpdate()
    .execute();
  const before = new Map(rows.map((row) => [row.id, row]));
  for (const consent of consents) {
    const row = before.get(consent.consentId);
    before.delete(consent.consentId);
    if (row !== undefined && hasEnded(row.status)) continue;
    // A chain that goes another way than what was signed before: one of the two is not ours.
    if (row !== undefined && !consent.sha256s.includes(row.chain_sha256)) await takeOut(trx, row.id);
    else await writeConsent(trx, consent, writing, row);
  }
  for (const row of before.values()) {
    if (held.includes(row.id)) await takeOut(trx, row.id);
    else if (!hasEnded(row.status)) await endDeleted(trx, row.id);
  }
}

/** Beside a whole index: only what is not in it, and is not just being given. Returns how much that was. */
export async function writeMissing(trx: Transaction<Tables>, writing: Writing): Promise<number> {
  const { owner, consents, ledger } = writing.rebuilt;
  const known = await trx
    .selectFrom('consent')
    .select('id')
    .where('owner_id', '=', owner.ownerId)
    .union(trx.selectFrom('consent_intent').select('consent_id as id').where('owner_id', '=', owner.ownerId))
    .execute();
  const ids = new Set(known.map(({ id }) => id));
  let added = 0;
  for (const consent of consents) {
    if (ids.has(consent.consentId)) continue;
    await writeConsent(trx, consent, writing, undefined);
    const head = ledger.heads.get(consent.consentId);
    if (head !== undefined)
      await trx
        .insertInto('consent_chain')
        .values({ consent_id: consent.consentId, ...head })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await declareGap(trx, { ownerId: owner.ownerId, consent, since: ledger.last?.sealedAt });
    added += 1;
  }
  return added;
}

async function writeConsent(
  trx: Transaction<Tables>,
  consent: RebuiltConsent,
  { rebuilt, sealingKey }: Writing,
  before: Selectable<ConsentTable> | undefined,
): Promise<void> {
  const { consentId, untold, present } = consent;
  const row = await rowOf(consent, rebuilt.owner.ownerId);
  const { id: _id, request_id: _request, pick_up_by: _pickUp, ...changes } = row;
  await trx
    .insertInto('consent')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ ...changes, ...(consent.end && { pick_up_by: null }) }),
    )
    .execute();
  await writeEntries(trx, consentId, present.authorization_details);
  await writePast(trx, consent);
  for (const [purpose, reads] of consent.readsToday)
    await sql`
      UPDATE consent_entry SET day = t.today, reads_today = greatest(${reads}, CASE WHEN day = t.today THEN reads_today ELSE 0 END)
      FROM (SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date AS today) t
      WHERE consent_id = ${consentId} AND purpose = ${purpose}`.execute(trx);
  if (before !== undefined) await forgetNotices(trx, consentId);
  for (const notice of untold)
    await addPlacedNotice(trx, notice, {
      sealingKey,
      ...(notice.jws === consent.receipt ? { receiptSha256: row.receipt_sha256 } : {}),
    });
}

async function writePast(trx: Transaction<Tables>, { consentId, past }: RebuiltConsent): Promise<void> {
  await trx.deleteFrom('consent_version').where('consent_id', '=', consentId).execute();
  for (const version of past.versions) await keepVersion(trx, consentId, version);
  for (const { reportSha256, report, acknowledgement, receivedAt } of past.reports)
    await trx
      .insertInto('deletion_report')
      .values({
        consent_id: consentId,
        report_sha256: reportSha256,
        report,
        acknowledgement,
        received_at: receivedAt,
        outbox_id: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Above every number that was used before, however many were lost: no consent has an event a second. */
const NUMBERS_AFTER_A_REBUILD =
  sql<string>`floor(extract(epoch FROM clock_timestamp()))::bigint` as unknown as string;

async function rowOf(consent: RebuiltConsent, ownerId: string) {
  const { consentId, present, end, sha256s, givenAt } = consent;
  return {
    id: consentId,
    // Requests are not in the pod. It stays unique: one request becomes at most one consent.
    request_id: `request_${consentId.slice('consent_'.length)}`,
    owner_id: ownerId,
    vendor_id: present.aud,
    subject: present.sub,
    version: present.consent_version,
    status: consent.status,
    details: JSON.stringify(present.authorization_details),
    until: present.until,
    // Later is narrower: a lookback counts from here.
    asked_at: present.asked_at ?? givenAt,
    given_at: givenAt,
    resume_at: consent.resumeAt,
    pick_up_by: consent.isPickUpUnknown
      ? (sql<Date>`clock_timestamp() + make_interval(secs => ${PICK_UP_AGAIN_SECONDS})` as unknown as Date)
      : null,
    ended_at: end?.at ?? null,
    end_reason: end?.reason ?? null,
    receipt: consent.receipt,
    receipt_sha256: await sha256(consent.receipt),
    chain_sha256: sha256s.at(-1) ?? '',
    pod_etag: null,
    pod_checked_at: sql<Date>`'-infinity'` as unknown as Date,
    statements: sha256s.length,
    pod_receipt_sha256: consent.receiptMeanwhile ?? null,
    signed_version: consent.signedVersion,
    status_since: end?.at ?? consent.past.statusSince,
    // What a backup says of it may be older than the hold: it is lifted anew.
    lifted_hold: null,
    event_sequence: NUMBERS_AFTER_A_REBUILD,
  } satisfies Insertable<ConsentTable>;
}

const CHILDREN = [
  'consent_entry',
  'consent_version',
  'consent_change',
  'deletion_report',
  'pod_outbox',
] as const;

async function takeOut(trx: Transaction<Tables>, consentId: string): Promise<void> {
  for (const table of CHILDREN) await trx.deleteFrom(table).where('consent_id', '=', consentId).execute();
  await trx.deleteFrom('consent').where('id', '=', consentId).execute();
}

async function endDeleted(trx: Transaction<Tables>, consentId: string): Promise<void> {
  await trx
    .updateTable('consent')
    .set({
      status: 'withdrawn',
      ended_at: sql<Date>`clock_timestamp()`,
      end_reason: 'deleted_in_pod',
      resume_at: null,
      pick_up_by: null,
      event_sequence: NUMBERS_AFTER_A_REBUILD,
    })
    .where('id', '=', consentId)
    .execute();
  await addEndEvents(trx, [consentId]);
}
