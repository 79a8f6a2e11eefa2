import type { Request, RequestHandler, Response } from 'express';
import { limitCalls } from '../http/limit-calls.ts';
import { createPeerAddress } from '../http/peer-address.ts';
import { sendJson } from '../http/send-json.ts';
import { sendProblem } from '../http/send-problem.ts';
import { sendPage } from '../interaction/page.ts';
import { problemBody } from '../interaction/problem-page.ts';
import type { CallRefusal } from '../limits/call-limits.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** Where vendors are answered in the words of RFC 6749. */
const OAUTH = /^\/(?:request|token|token\/revocation|backchannel)$/;
/** Where somebody looks at a page. */
const PAGES = /^\/(?:$|auth(?:\/|$)|interaction\/|sign-in(?:\/|$)|invitation\/)/;
const STATUS = { too_many_requests: 429, temporarily_unavailable: 503 } as const;

/** Stands before all routes: how many calls there may be, at once and from one address. */
export function createLimitedCalls({ limits, settings, metrics }: GatewayParts): RequestHandler {
  return limitCalls({
    limits,
    addressOf: createPeerAddress(settings.trustedProxies),
    refuse(request, response, refusal) {
      metrics.refusedCalls.inc({ code: refusal.code });
      answerInForm(request, response, refusal, settings);
    },
  });
}

function answerInForm(
  { path }: Request,
  response: Response,
  refusal: CallRefusal,
  settings: { name: string; local: boolean },
): void {
  const status = STATUS[refusal.code];
  const isOAuth = OAUTH.test(path);
  if (isOAuth || PAGES.test(path)) response.setHeader('Retry-After', String(refusal.retryAfterSeconds));
  if (isOAuth) sendJson(response, IN_OAUTH, status);
  else if (PAGES.test(path)) {
    const text = `Nothing was shared. Wait ${refusal.retryAfterSeconds} seconds, then reload this page.`;
    const page = { gatewayName: settings.name, local: settings.local, body: problemBody(text) };
    sendPage(response, { ...page, status, title: 'Too much at once' });
  } else sendProblem(response, refusal);
}

const IN_OAUTH = { error: 'temporarily_unavailable', error_description: 'try again as Retry-After says' };
