import type { VersionInForce } from '@parley/protocol';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ConsentHistories, ConsentHistory, TakenDeletionReport } from '../../consent/consent-history.ts';
import type { DeletionReportTable, Tables } from './tables.ts';

export function createConsentHistories(options: { database: Kysely<Tables> }): ConsentHistories {
  return { of: (consentIds) => historiesOf(options.database, consentIds) };
}

/** In two statements, however many they are. */
export async function historiesOf(
  database: Kysely<Tables>,
  consentIds: readonly string[],
): Promise<Map<string, ConsentHistory>> {
  if (consentIds.length === 0) return new Map();
  const versions = await database
    .selectFrom('consent_version')
    .selectAll()
    .where('consent_id', 'in', consentIds)
    .orderBy('version')
    .execute();
  const newest = await database
    .selectFrom('deletion_report')
    .distinctOn('consent_id')
    .selectAll()
    .select(sql<number>`(count(*) OVER (PARTITION BY consent_id))::int`.as('reports'))
    .where('consent_id', 'in', consentIds)
    .orderBy('consent_id')
    .orderBy('received_at', 'desc')
    .execute();
  const reports = new Map(newest.map((row) => [row.consent_id, row]));
  return new Map(
    consentIds.map((consentId) => {
      const report = reports.get(consentId);
      return [
        consentId,
        {
          versions: versions.flatMap((row): VersionInForce[] =>
            row.consent_id === consentId
              ? [{ version: row.version, begunAt: row.begun_at, details: row.details }]
              : [],
          ),
          reports: report?.reports ?? 0,
          newestReport: report && toReport(report),
        },
      ];
    }),
  );
}

export const toReport = (row: Selectable<DeletionReportTable>): TakenDeletionReport => ({
  reportSha256: row.report_sha256,
  report: row.report,
  acknowledgement: row.acknowledgement,
  receivedAt: row.received_at,
});
