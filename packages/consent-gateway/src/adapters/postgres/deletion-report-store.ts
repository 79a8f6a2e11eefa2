import { sql, type Transaction } from 'kysely';
import type { DeletionReports, ReportToTake } from '../../consent/deletion-reports.ts';
import { historiesOf, toReport } from './consent-histories.ts';
import { toConsent } from './consent-rows.ts';
import type { ConsentStoreOptions } from './consent-store-options.ts';
import { journalAct } from './journal-act.ts';
import { lockConsent } from './lock-consent.ts';
import { addNotice } from './pod-notices.ts';
import type { Tables } from './tables.ts';
import { KNOWN_AFTER_END } from './vendor-consents.ts';

export function createDeletionReportStore(options: ConsentStoreOptions): DeletionReports {
  return {
    take: (report) => options.database.transaction().execute((trx) => take(trx, report, options)),
  };
}

/** Lock, check, write the entry, leave word for the pod. Its time is taken after the lock. */
async function take(
  trx: Transaction<Tables>,
  { consentId, vendorId, report, reportSha256, acknowledge }: ReportToTake,
  options: ConsentStoreOptions,
): ReturnType<DeletionReports['take']> {
  const row = await lockConsent(trx, { consentId, vendorId });
  if (row === undefined || (await isForgotten(trx, row.ended_at ?? row.until))) return undefined;
  const before = await findTaken(trx, { consentId, reportSha256 });
  if (before !== undefined) return { ...before, isNew: false };
  const history = (await historiesOf(trx, [consentId])).get(consentId);
  const { versions = [], reports = 0, newestReport } = history ?? {};
  const consent = toConsent(row);
  const { ownerId, version, status } = consent;
  const { at } = await journalAct(trx, {
    ...{ ownerId, consentId, version, vendorId },
    ...{ act: 'report_deletion', by: 'vendor' },
  });
  const acknowledgement = await acknowledge({ consent, versions, reports, newestReport, at });
  const { id: noticeId, notice } = await addNotice(
    trx,
    { consentId, ownerId, jws: acknowledgement, event: status, at: at.toISOString() },
    options,
  );
  const taken = await trx
    .insertInto('deletion_report')
    .values({
      consent_id: consentId,
      report_sha256: reportSha256,
      report,
      acknowledgement,
      received_at: at,
      outbox_id: noticeId,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { taken: toReport(taken), isNew: true, noticeId, notice };
}

async function findTaken(
  trx: Transaction<Tables>,
  { consentId, reportSha256 }: { consentId: string; reportSha256: string },
) {
  const row = await trx
    .selectFrom('deletion_report')
    .leftJoin('pod_outbox', 'pod_outbox.id', 'deletion_report.outbox_id')
    .selectAll('deletion_report')
    .select('pod_outbox.done_at')
    .where('deletion_report.consent_id', '=', consentId)
    .where('deletion_report.report_sha256', '=', reportSha256)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const noticeId = row.done_at === null ? (row.outbox_id ?? undefined) : undefined;
  return { taken: toReport(row), noticeId };
}

async function isForgotten(trx: Transaction<Tables>, endedAt: Date): Promise<boolean> {
  const { rows } = await sql<{ is_forgotten: boolean }>`
    SELECT ${endedAt}::timestamptz <= clock_timestamp() - ${sql.raw(KNOWN_AFTER_END)} AS is_forgotten`.execute(
    trx,
  );
  return rows[0]?.is_forgotten ?? true;
}
