import {
  type DataDue,
  DELETION_REPORT_TYP,
  type DeletionReportClaims,
  dataDue,
  deletionReportClaimsSchema,
  sha256,
} from '@parley/protocol';
import { compactVerify } from 'jose';
import { GatewayError } from '../gateway-error.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { vendorKeys } from '../vendor/vendor-keys.ts';
import type { TakenDeletionReport } from './consent-history.ts';
import type { DeletionReports, ReportMoment } from './deletion-reports.ts';
import { readTakenReport } from './deletion-standing.ts';
import { signReportReceived } from './sign-receipt.ts';
import { deliverNotices, type StopOptions } from './stop-consent.ts';

export interface ReportOptions
  extends Pick<StopOptions, 'store' | 'documents' | 'untold' | 'podPatienceMs' | 'secrets'> {
  reports: DeletionReports;
  gateway: string;
}

export interface RecordedReport {
  readonly taken: TakenDeletionReport;
  /** `false`: the same report was taken before. */
  readonly isNew: boolean;
  readonly pod: 'done' | 'pending';
}

const TOLERANCE_MS = 60_000;
/** Each is kept in the owner's pod for ever. */
const MOST_REPORTS = 20;

/**
 * The vendor's signed word on what became of the data that it may no longer keep. Index, ledger and our signed word for it are one
 * transaction; the pod is told by the outbox. The same report again is the same; a different one corrects it, and all are kept.
 *
 * @throws {GatewayError} `not_found`; `deletion_not_due`; `invalid_request` where it is not one, not this vendor's, leaves a category out that
 * was lost by then, or answers for less than the one before; `too_many_requests`
 */
export async function recordDeletionReport(
  reporting: { consentId: string; vendor: Vendor; report: string },
  options: ReportOptions,
): Promise<RecordedReport> {
  const { consentId, vendor, report } = reporting;
  const result = await options.reports.take({
    consentId,
    vendorId: vendor.vendorId,
    report,
    reportSha256: await sha256(report),
    async acknowledge(moment) {
      if (moment.reports >= MOST_REPORTS)
        throw new GatewayError('too_many_requests', 'there are as many reports as are kept');
      const { endedAt } = moment.consent;
      const due = dataDue(moment.versions, { endedAt: endedAt ?? undefined, now: moment.at });
      if (due.length === 0) throw new GatewayError('deletion_not_due', 'nothing was lost');
      const claims = await readReport(reporting, { gateway: options.gateway, now: moment.at });
      checkReach(claims, moment);
      checkWhat(claims, due, moment);
      return signWord(report, moment, options);
    },
  });
  if (result === undefined) throw new GatewayError('not_found', 'no such consent of this vendor');
  const { noticeId, notice, ...recorded } = result;
  if (noticeId === undefined || (await deliverNotices(options, noticeId)) > 0)
    return { ...recorded, pod: 'done' };
  if (notice !== undefined) await options.untold.keep(notice);
  return { ...recorded, pod: 'pending' };
}

async function readReport(
  { consentId, vendor, report }: { consentId: string; vendor: Vendor; report: string },
  { gateway, now }: { gateway: string; now: Date },
): Promise<DeletionReportClaims> {
  const verified = await compactVerify(report, vendorKeys(vendor), { algorithms: ['ES256'] }).catch(
    () => undefined,
  );
  if (verified === undefined || verified.protectedHeader.typ !== DELETION_REPORT_TYP)
    throw refused('it is not signed by this vendor as a report');
  const claims = deletionReportClaimsSchema.safeParse(jsonOf(verified.payload));
  if (!claims.success) throw refused('its claims do not fit');
  const { iss, aud, consent_id: about, iat, deleted_at: deletedAt } = claims.data;
  if (iss !== vendor.vendorId || aud !== gateway || about !== consentId)
    throw refused('it is about something else');
  const latest = now.getTime() + TOLERANCE_MS;
  if (iat * 1000 > latest || Date.parse(deletedAt) > latest) throw refused('it is from the future');
  return claims.data;
}

/** It says up to when it answers: not for what is yet to be lost, and for no less than the one before. */
function checkReach(
  { lost_until: lostUntil }: DeletionReportClaims,
  { at, newestReport }: ReportMoment,
): void {
  if (lostUntil === undefined) throw refused('it does not say up to when it answers for what was lost');
  const until = new Date(lostUntil);
  if (until > at) throw refused('it answers for what is not lost yet');
  if (newestReport !== undefined && until < readTakenReport(newestReport).answered)
    throw refused('the one before answers for more');
}

/** It says something of each category that was lost by then, and of none that the consent never covered. */
function checkWhat(
  { what, lost_until: lostUntil = '' }: DeletionReportClaims,
  dues: readonly DataDue[],
  moment: ReportMoment,
): void {
  const due = dues.filter((each) => Date.parse(each.lost_at) <= Date.parse(lostUntil));
  if (due.length === 0) throw new GatewayError('deletion_not_due', 'nothing was lost by then');
  const named = new Set(what.map(({ category }) => category));
  const covered = new Set(
    moment.versions.flatMap(({ details }) => details.flatMap(({ datatypes }) => datatypes)),
  );
  if (due.some(({ category }) => !named.has(category))) throw refused('a category that is due is not named');
  if ([...named].some((category) => !covered.has(category))) throw refused('a category was never covered');
}

async function signWord(report: string, { consent, at }: ReportMoment, options: ReportOptions) {
  return signReportReceived({
    key: options.secrets.signingKeys('record')[0],
    gateway: options.gateway,
    at,
    claims: {
      consent_id: consent.consentId,
      consent_version: consent.version,
      at: at.toISOString(),
      report,
      previous: consent.chainSha256,
    },
  });
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const refused = (why: string): GatewayError => new GatewayError('invalid_request', `the report: ${why}`);
