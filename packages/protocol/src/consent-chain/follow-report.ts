import { readCompactJws } from '../compact-jws.ts';
import type { VerifySignature } from '../receipt/verify-receipt.ts';
import {
  DELETION_REPORT_TYP,
  type DeletionReportClaims,
  deletionReportClaimsSchema,
  type ReportReceivedClaims,
} from '../vendor-api/deletion-report.ts';
import {
  belongsElsewhere,
  type ConsentState,
  checkHead,
  type ReportChainProblem,
} from './follow-statement.ts';

/**
 * Checks a deletion report where it stands. It changes nothing but the end of the chain: what was in force stays so, what has ended stays
 * ended, and a stop that overtakes a widening does so behind it too.
 */
export async function followReport(
  state: ConsentState,
  claims: ReportReceivedClaims,
  options: { readonly verifyReport: VerifySignature | undefined; readonly report: ReportChainProblem },
): Promise<DeletionReportClaims | undefined> {
  const { report } = options;
  const { standing, overtakable } = state;
  checkHead(state, claims.previous, report);
  if (standing === undefined) {
    if (state.isVersionSure) report('version_mismatch', 'a report stands before the first version');
    return undefined;
  }
  if (belongsElsewhere(standing.present, claims, report)) return undefined;
  const { consent_version: version } = claims;
  const isKnown = [standing, overtakable].some((each) => each?.present.consent_version === version);
  if (state.isVersionSure && !isKnown)
    report('version_mismatch', `it is about version ${version}, not ${standing.present.consent_version}`);
  const jws = readCompactJws(claims.report);
  const parsed = deletionReportClaimsSchema.safeParse(jws?.payload);
  if (jws?.header['typ'] !== DELETION_REPORT_TYP || !parsed.success) {
    report('report_malformed', 'there is no deletion report in it');
    return undefined;
  }
  const { iss, aud, consent_id: consentId } = parsed.data;
  if (iss !== standing.present.aud || aud !== claims.iss || consentId !== claims.consent_id)
    report('report_mismatch', 'the report inside is not one of this vendor about this consent');
  if (options.verifyReport !== undefined) {
    const signed = await options.verifyReport(claims.report, DELETION_REPORT_TYP).catch(() => undefined);
    if (signed === undefined)
      report(
        'report_signature_invalid',
        "the report inside is not signed by the vendor's keys that were given",
      );
  }
  return parsed.data;
}
