// The HTTP edge of what vendors may do without a token, mounted at the read API's path. Nothing is decided here.
import { type DeletionReported, deletionReportRequestSchema, type RequestCancelled } from '@parley/protocol';
import { type Request, Router } from 'express';
import type { AccessRequestStore } from '../access-request/access-request.ts';
import { cancelAccessRequest } from '../access-request/cancel-access-request.ts';
import {
  type RecordedReport,
  type ReportOptions,
  recordDeletionReport,
} from '../consent/record-deletion-report.ts';
import { relinquishConsent, relinquishedView } from '../consent/relinquish-consent.ts';
import type { StopOptions } from '../consent/stop-consent.ts';
import { GatewayError } from '../gateway-error.ts';
import { exactJsonBody, readBody } from '../http/owner-act.ts';
import { answerInTime, type RequireVendorOptions, requireVendor, vendorOf } from '../http/require-vendor.ts';
import { sendJson } from '../http/send-json.ts';
import { sendProblem } from '../http/send-problem.ts';
import type { SignLedgerHead } from '../ledger/ledger-heads.ts';
import { consentStanding } from './consent-standing.ts';
import type { VendorConsents } from './vendor-consents.ts';

export interface VendorRoutesOptions extends RequireVendorOptions, ReportOptions, StopOptions {
  readonly requests: Pick<AccessRequestStore, 'cancel'>;
  readonly consents: VendorConsents;
  readonly signHead: SignLedgerHead;
}

/** `GET` and `DELETE /consents/{id}`, `POST /consents/{id}/deletion-report`, `POST /requests/{digest}/cancel`. Mount before the approved read, to which every other path belongs. */
export function createVendorRoutes(options: VendorRoutesOptions): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const asVendor = [answerInTime, ...requireVendor(options)];
  router.get('/consents/:id', ...asVendor, async (request, response) => {
    const sinceVersion = versionOf(request);
    const standing = await consentStanding(
      { consentId: String(request.params['id']), vendorId: vendorOf(response).vendorId, sinceVersion },
      options,
    );
    sendJson(response, standing);
  });
  router.delete('/consents/:id', ...asVendor, async (request, response) => {
    const consentId = String(request.params['id']);
    const { vendorId } = vendorOf(response);
    const view = relinquishedView(await relinquishConsent({ consentId, vendorId }, options));
    sendJson(response, view, view.pod === 'done' ? 200 : 202);
  });
  router.post('/consents/:id/deletion-report', ...asVendor, exactJsonBody(), async (request, response) => {
    const { report } = readBody(request, deletionReportRequestSchema);
    const consentId = String(request.params['id']);
    const recorded = await recordDeletionReport({ consentId, vendor: vendorOf(response), report }, options);
    sendJson(response, reported(consentId, recorded), recorded.isNew ? 201 : 200);
  });
  router.post('/requests/:digest/cancel', ...asVendor, async (request, response) => {
    const requestSha256 = String(request.params['digest']);
    const given = await cancelAccessRequest(
      { requestSha256, vendorId: vendorOf(response).vendorId },
      options,
    );
    if (given !== undefined) return sendProblem(response, { code: 'request_ended', ...given });
    sendJson(response, { request_sha256: requestSha256, status: 'cancelled' } satisfies RequestCancelled);
  });
  return router;
}

const reported = (consentId: string, { taken, pod }: RecordedReport): DeletionReported => ({
  consent_id: consentId,
  report_sha256: taken.reportSha256,
  received_at: taken.receivedAt.toISOString(),
  acknowledgement: taken.acknowledgement,
  pod,
});

function versionOf(request: Request): number | undefined {
  const [, search = ''] = request.originalUrl.split(/\?(.*)/s);
  const [version, ...others] = new URLSearchParams(search).getAll('since_version');
  if (version === undefined) return undefined;
  if (others.length > 0 || !/^[1-9]\d{0,8}$/.test(version))
    throw new GatewayError('invalid_request', 'since_version is no version');
  return Number(version);
}
