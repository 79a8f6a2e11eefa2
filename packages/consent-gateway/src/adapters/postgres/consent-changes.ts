import { hasEnded, statusAfter } from '@parley/protocol';
import { sql, type Transaction } from 'kysely';
import type { ChangeRequest, ConsentChange } from '../../consent/consent-change.ts';
import type { ConsentStore, PodNotice } from '../../consent/consent-store.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import { toConsent } from './consent-rows.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import { journalAct } from './journal-act.ts';
import { lockConsent, statusFor } from './lock-consent.ts';
import { addPlacedNotice, nextPlace } from './pod-notices.ts';
import type { Tables } from './tables.ts';
import { addActEvents } from './vendor-events/add-act-events.ts';
import { versionColumns, writeVersion } from './write-version.ts';

const CHANGE_CONTEXT = 'consent-change';
const MAX_INTERRUPTED = 20;

type Changes = Pick<
  ConsentStore,
  'intendChange' | 'completeChange' | 'dropChange' | 'listInterruptedChanges'
>;

/** Widenings on their way: each has its place in the consent's chain from its intent on. */
export function createConsentChanges(options: ConsentStoreOptions): Changes {
  const { database } = options;
  return {
    intendChange: (request) => database.transaction().execute((trx) => intend(trx, request, options)),
    completeChange: (change) => database.transaction().execute((trx) => complete(trx, change)),
    async dropChange({ consentId, statementSha256 }) {
      await database
        .deleteFrom('consent_change')
        .where('consent_id', '=', consentId)
        .where('statement_sha256', '=', statementSha256)
        .execute();
    },
    async listInterruptedChanges(olderThanSeconds) {
      const rows = await database
        .selectFrom('consent_change')
        .innerJoin('owner', 'owner.owner_id', 'consent_change.owner_id')
        .select('consent_change.sealed')
        .where('owner.disconnected_at', 'is', null)
        .where('intended_at', '<', sql<Date>`clock_timestamp() - make_interval(secs => ${olderThanSeconds})`)
        .orderBy(sql`random()`)
        .limit(MAX_INTERRUPTED)
        .execute();
      return rows.map(({ sealed }) => openChange(sealed, options));
    },
  };
}

/** Before a stop: the widening under way, if there is one, never goes live; its statement goes to the pod all the same. */
export async function overtakeChange(
  trx: Transaction<Tables>,
  consentId: string,
  options: ConsentStoreOptions,
): Promise<PodNotice | undefined> {
  const overtaken = await trx
    .deleteFrom('consent_change')
    .where('consent_id', '=', consentId)
    .returning('sealed')
    .executeTakeFirst();
  if (overtaken === undefined) return undefined;
  const { notice } = openChange(overtaken.sealed, options);
  await addPlacedNotice(trx, notice, options);
  return notice;
}

async function intend(
  trx: Transaction<Tables>,
  request: ChangeRequest,
  options: ConsentStoreOptions,
): ReturnType<ConsentStore['intendChange']> {
  const row = await lockConsent(trx, request);
  if (row === undefined) return undefined;
  const status = statusFor(request.act, row);
  if (statusAfter(status, request.act) === undefined) return hasEnded(status) ? 'ended' : 'not_allowed';
  const { consentId, ownerId, act, decisionSha256 } = request;
  const kept = await trx
    .selectFrom('consent_change')
    .select(['sealed', 'decision_sha256'])
    .where('consent_id', '=', consentId)
    .executeTakeFirst();
  if (kept !== undefined)
    return kept.decision_sha256 === decisionSha256 ? openChange(kept.sealed, options) : 'under_way';
  const at = await timeOf(trx);
  const consent = { ...toConsent(row), status };
  const { statement, version } = await request.outcome({ consent, at, version: row.signed_version + 1 });
  const { sequence, statementSha256 } = await nextPlace(trx, {
    consentId,
    jws: statement.jws,
    version: version?.version,
  });
  const notice = { ...statement, consentId, ownerId, sequence };
  const change: ConsentChange = { consentId, ownerId, act, statementSha256, notice, version };
  await trx
    .insertInto('consent_change')
    .values({
      consent_id: consentId,
      owner_id: ownerId,
      decision_sha256: decisionSha256,
      statement_sha256: statementSha256,
      sealed: seal(options.sealingKey, CHANGE_CONTEXT, change),
    })
    .execute();
  return change;
}

async function complete(
  trx: Transaction<Tables>,
  change: ConsentChange,
): ReturnType<ConsentStore['completeChange']> {
  const { consentId, ownerId, act, version } = change;
  const row = await lockConsent(trx, change);
  const taken = await trx
    .deleteFrom('consent_change')
    .where('consent_id', '=', consentId)
    .where('statement_sha256', '=', change.statementSha256)
    .returning('consent_id')
    .executeTakeFirst();
  if (row === undefined) return 'superseded';
  // Two processes may come to the same end: where the chain goes on from this very statement it is done.
  if (taken === undefined) return row.chain_sha256 === change.statementSha256 ? toConsent(row) : 'superseded';
  const status = statusAfter(statusFor(act, row), act);
  if (status === undefined) return 'superseded';
  const { at } = await journalAct(trx, {
    ...{ ownerId, act, by: 'owner', consentId, vendorId: row.vendor_id },
    version: version?.version ?? row.version,
  });
  const widened = await trx
    .updateTable('consent')
    .set({
      status,
      resume_at: null,
      ...(act === 'resume' ? { status_since: at } : {}),
      ...(version === undefined ? {} : { ...versionColumns(version), pod_receipt_sha256: null }),
    })
    .where('id', '=', consentId)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (version !== undefined) {
    await writeVersion(trx, consentId, { ...version, begunAt: at });
    await extendRefreshTokens(trx, consentId, version.until);
  }
  await addActEvents(trx, { act, before: row, after: widened, at });
  return toConsent(widened);
}

/** A refresh token lives as long as its consent: what was issued before the new end must reach it. */
async function extendRefreshTokens(
  trx: Transaction<Tables>,
  consentId: string,
  until: string,
): Promise<void> {
  await sql`
    UPDATE oidc_item SET expires_at = ${until}::timestamptz,
      payload = jsonb_set(payload, '{exp}', to_jsonb(floor(extract(epoch FROM ${until}::timestamptz))::bigint))
    WHERE model = 'RefreshToken' AND grant_id = ${consentId}`.execute(trx);
}

async function timeOf(trx: Transaction<Tables>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('the database has no clock');
  return row.now;
}

const openChange = (sealed: Buffer, options: ConsentStoreOptions): ConsentChange =>
  unseal(options.sealingKey, CHANGE_CONTEXT, sealed) as ConsentChange;
