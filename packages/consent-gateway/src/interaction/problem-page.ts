import { type ProblemCode, problems } from '@parley/protocol';
import type { ErrorRequestHandler } from 'express';
import { isGatewayError } from '../gateway-error.ts';
import { describeFault } from '../http/describe-fault.ts';
import type { FaultLog } from '../http/problem-handler.ts';
import { problemOf } from '../http/problem-of.ts';
import { requestIdOf } from '../http/request-id.ts';
import { html, type Markup } from './html.ts';
import { sendPage } from './page.ts';

/** What a person reads when a step of the decision fails. Constant words by code, nothing of the fault. */
const WORDS: Partial<Record<ProblemCode, readonly [title: string, text: string]>> = {
  invalid_request: [
    'This page has no request',
    "Begin again on the company's page: the link works only in the browser in which you began.",
  ],
  access_denied: [
    'This cannot be decided here',
    'It was begun in another browser, or your provider did not confirm it. Nothing was shared.',
  ],
  not_found: ['This request is not known', "It may be too old. Begin again on the company's page."],
  request_ended: ['This request is over', 'It was decided before, or its time ran out.'],
  request_cancelled: [
    'This request was taken back',
    'The company no longer asks for it. There is nothing to decide, and nothing was shared.',
  ],
  not_connected: [
    'Your pod is not connected yet',
    'Connect it with your app first, then begin again. Nothing was shared.',
  ],
  conflict: ['A decision is being written', 'Wait a moment, then reload this page.'],
  temporarily_unavailable: [
    'Your pod cannot be reached now',
    'Nothing was shared. Reload this page in a moment to try again.',
  ],
};

export function problemPages(options: {
  gatewayName: string;
  local: boolean;
  log: FaultLog;
}): ErrorRequestHandler {
  return (fault, _request, response, _next) => {
    const { code } = isGatewayError(fault) ? fault : problemOf(fault);
    const [status, title, remedy] = problems[code];
    if (status >= 500)
      options.log.error(
        { requestId: requestIdOf(response), code, fault: describeFault(fault) },
        'a page failed',
      );
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const [heading, text] = WORDS[code] ?? [title, remedy];
    sendPage(response, {
      status,
      title: heading,
      gatewayName: options.gatewayName,
      local: options.local,
      body: problemBody(text),
    });
  };
}

export const problemBody = (text: string): Markup => html`<p>${text}</p>`;
