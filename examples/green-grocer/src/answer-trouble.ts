// What a visitor is told when it does not go on. In: whatever was thrown. Out: a page with one clear sentence, and its status.

import { isVendorSdkError, type VendorSdkErrorCode } from '@parley/vendor-sdk';
import type { ErrorRequestHandler } from 'express';
import { noticePage } from './pages/notice-page.ts';
import { sendPage } from './pages/send-page.ts';
import { said, trouble } from './text/en.ts';

export interface Trouble {
  readonly status: number;
  readonly title: string;
  readonly text: readonly string[];
}

/** Those that are no fault of ours; all others are. */
const statuses: Partial<Readonly<Record<VendorSdkErrorCode, number>>> = {
  access_denied: 200,
  invalid_gateway: 400,
  gateway_not_found: 400,
  state_mismatch: 400,
  issuer_mismatch: 400,
  grant_refused: 400,
  consent_not_picked_up: 400,
  consent_paused: 403,
  not_found: 404,
  conflict: 409,
  request_ended: 409,
  consent_withdrawn: 410,
  consent_expired: 410,
  consent_revoked: 410,
  consent_relinquished: 410,
  read_limit: 429,
  network: 503,
  timeout: 503,
  temporarily_unavailable: 503,
  too_many_requests: 503,
  vendor_held: 503,
};

export function troubleOf(fault: unknown): Trouble {
  if (isVendorSdkError(fault)) {
    const title = fault.code === 'access_denied' ? said.noTitle : said.cannotGoOnTitle;
    return { status: statuses[fault.code] ?? 500, title, text: [trouble(fault.code)] };
  }
  // Of the reader of forms: too long, or not what a form sends.
  const { status } = ((typeof fault === 'object' ? fault : null) as { status?: unknown } | null) ?? {};
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, title: said.wrongFormTitle, text: [said.wrongForm] };
  return { status: 500, title: said.faultTitle, text: [said.fault] };
}

export function answerTrouble(log: (line: string) => void): ErrorRequestHandler {
  return (fault, _request, response, next) => {
    if (response.headersSent) return next(fault);
    const { status, ...told } = troubleOf(fault);
    if (status >= 500) log(`${told.title}: ${fault instanceof Error ? fault.message : 'unknown fault'}`);
    sendPage(response, noticePage(told), status);
  };
}
