// The vendor's signed word on what became of the data. In: what was done. Out: the gateway's signed word that it has it.

import {
  DELETION_REPORT_TYP,
  deletionReportClaimsSchema,
  deletionReportedSchema,
  type KeepingReason,
  REPORT_RECEIVED_TYP,
  reportReceivedClaimsSchema,
} from '@parley/protocol';
import { jwtVerify, SignJWT } from 'jose';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import { callAsVendor } from '../gateway/call-as-vendor.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { DataToDelete, DeletionReceipt } from './consent-state.ts';
import { pathOfConsent, toDeletionReceipt } from './read-state.ts';

/** What became of one category. */
export type DeletionOutcome =
  | { readonly category: string; readonly outcome: 'deleted' | 'deidentified' }
  | { readonly category: string; readonly outcome: 'kept'; readonly reason: KeepingReason };

export interface DeletionReportOptions {
  /** What it answers for: `deletions` of the state by which it was deleted. What is lost meanwhile needs another report. */
  readonly deletions: readonly Pick<DataToDelete, 'lostAt'>[];
  /** Each category that `deletions` of the state names, once; others that the consent once covered may stand beside. */
  readonly what: readonly DeletionOutcome[];
  /** When all of it was done. Default: now. */
  readonly deletedAt?: Date;
  readonly signal?: AbortSignal;
}

export async function reportDeletion(
  connection: GatewayConnection,
  consentId: string,
  { signal, ...options }: DeletionReportOptions,
): Promise<DeletionReceipt> {
  const path = `${pathOfConsent(consentId)}/deletion-report`;
  // Signed once: what is sent again after a lost answer is the same report.
  const report = await signReport(connection, { consentId, ...options });
  const answer = await callAsVendor(connection, { method: 'POST', path, body: { report }, signal });
  const reported = deletionReportedSchema.safeParse(answer);
  const isProof = reported.success && (await acknowledges(connection, reported.data.acknowledgement, report));
  if (!isProof) throw new VendorSdkError('invalid_response', { detail: 'no word that the report was taken' });
  return toDeletionReceipt(reported.data);
}

async function signReport(
  { origin, settings }: GatewayConnection,
  { consentId, deletions, what, deletedAt }: DeletionReportOptions & { readonly consentId: string },
): Promise<string> {
  const { key, kid } = await settings.signingKey();
  const now = settings.now();
  const claims = deletionReportClaimsSchema.safeParse({
    iss: settings.clientId,
    aud: origin,
    iat: Math.floor(now.getTime() / 1000),
    jti: crypto.randomUUID(),
    consent_id: consentId,
    deleted_at: instantOf(deletedAt ?? now),
    ...(deletions?.length !== 0 && { lost_until: latestLoss(deletions) }),
    what,
  });
  if (!claims.success) {
    const faults = claims.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new VendorSdkError('invalid_options', { detail: faults.join('; ') });
  }
  return new SignJWT(claims.data)
    .setProtectedHeader({ alg: 'ES256', typ: DELETION_REPORT_TYP, kid })
    .sign(key);
}

/** What is no time, or not there at all, is no instant: the claims are refused with it. */
const instantOf = (time: Date): string => (Number.isNaN(time.getTime()) ? '' : time.toISOString());

const latestLoss = (deletions: DeletionReportOptions['deletions'] | undefined): string =>
  instantOf(new Date(Math.max(...(deletions?.map(({ lostAt }) => Date.parse(lostAt)) ?? [Number.NaN]))));

/** Whether the gateway has signed that it has this very report. */
async function acknowledges(
  { recordKeys, origin, settings }: GatewayConnection,
  acknowledgement: string,
  report: string,
): Promise<boolean> {
  const options = {
    algorithms: ['ES256'],
    typ: REPORT_RECEIVED_TYP,
    issuer: origin,
    currentDate: settings.now(),
  };
  const verified = await jwtVerify(acknowledgement, recordKeys, options).catch((fault: unknown) => {
    if (isVendorSdkError(fault)) throw fault;
    return undefined;
  });
  const claims = reportReceivedClaimsSchema.safeParse(verified?.payload);
  return claims.success && claims.data.report === report;
}
