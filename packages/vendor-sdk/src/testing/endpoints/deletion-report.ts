// The vendor's signed word on what became of the data. In: the report. Out: the gateway's signed word for it.

import {
  type DataDue,
  DELETION_REPORT_TYP,
  type DeletionReportClaims,
  deletionReportClaimsSchema,
  deletionReportRequestSchema,
  REPORT_RECEIVED_TYP,
  sha256,
  type TakenReport,
} from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { verifySigned } from '../checks/signed-by-client.ts';
import { checkVendor } from '../checks/vendor.ts';
import { dueOf, type FakeConsent, latestVersion } from '../fake-consent.ts';
import { signRecord } from '../fake-keys.ts';
import { currentReceipt } from '../fake-receipt.ts';
import type { FakeState } from '../fake-state.ts';
import type { Endpoint } from './endpoint.ts';
import { namedConsent } from './named-consent.ts';

const TOLERANCE_MS = 60_000;

export const deletionReport: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  const body = deletionReportRequestSchema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) throw problem('invalid_request', state.origin);
  const consent = namedConsent(request, state);
  const { report } = body.data;
  const before = consent.reports.find((each) => each.report === report);
  if (before !== undefined) return reported(consent, before.taken, 200);
  const due = dueOf(consent, state.now());
  if (due.length === 0) throw problem('deletion_not_due', state.origin);
  const claims = await readReport(report, consent, state);
  const answered = claims && reachOf(claims, consent, state.now());
  if (claims === undefined || answered === undefined) throw problem('invalid_request', state.origin);
  const lost = due.filter((each) => Date.parse(each.lost_at) <= answered.getTime());
  if (lost.length === 0) throw problem('deletion_not_due', state.origin);
  if (!isWhole(claims, lost, consent)) throw problem('invalid_request', state.origin);
  const taken = await take(report, consent, state);
  consent.reports.push({ report, taken, answered });
  return reported(consent, taken, 201);
};

const reported = (consent: FakeConsent, taken: TakenReport, status: number): Response =>
  json({ consent_id: consent.id, ...taken, pod: 'done' }, status);

/** `undefined`: it is not this vendor's about this consent, or from the future. */
async function readReport(
  report: string,
  consent: FakeConsent,
  state: FakeState,
): Promise<DeletionReportClaims | undefined> {
  const signed = await verifySigned(report, state, []);
  if (signed?.header.typ !== DELETION_REPORT_TYP) return undefined;
  const claims = deletionReportClaimsSchema.safeParse(signed.claims).data;
  const latest = state.now().getTime() + TOLERANCE_MS;
  const isFit =
    claims?.iss === state.client.client_id &&
    claims.aud === state.origin &&
    claims.consent_id === consent.id &&
    Math.max(claims.iat * 1000, Date.parse(claims.deleted_at)) <= latest;
  return isFit ? claims : undefined;
}

/** Up to when it answers for what was lost. `undefined`: it does not say, or for what is yet to be lost, or for less than the one before. */
function reachOf(
  { lost_until: lostUntil }: DeletionReportClaims,
  { reports }: FakeConsent,
  now: Date,
): Date | undefined {
  const until = new Date(lostUntil ?? Number.NaN);
  const before = reports.at(-1)?.answered ?? until;
  return until <= now && until >= before ? until : undefined;
}

/** It names each category that was lost by then, and none that the consent never covered. */
function isWhole(
  { what }: DeletionReportClaims,
  due: readonly DataDue[],
  { versions }: FakeConsent,
): boolean {
  const covered = versions.flatMap(({ details }) => details.flatMap(({ datatypes }) => datatypes));
  const named = what.map(({ category }) => category);
  return (
    due.every(({ category }) => named.includes(category)) && named.every((name) => covered.includes(name))
  );
}

async function take(report: string, consent: FakeConsent, state: FakeState): Promise<TakenReport> {
  const at = state.now();
  const before = consent.reports.at(-1)?.taken.acknowledgement ?? (await currentReceipt(consent, state));
  const claims = {
    iss: state.origin,
    iat: Math.floor(at.getTime() / 1000),
    jti: crypto.randomUUID(),
    consent_id: consent.id,
    consent_version: latestVersion(consent).version,
    at: at.toISOString(),
    report,
    previous: await sha256(before),
  };
  state.lies.acknowledgement?.(claims);
  const acknowledgement = await signRecord(claims, { typ: REPORT_RECEIVED_TYP });
  return { report_sha256: await sha256(report), received_at: at.toISOString(), acknowledgement };
}
