// The HTTP edge of stage 4, mounted at the read API's path. Nothing is decided here.
import { PURPOSE_HEADER } from '@parley/protocol';
import { type Request, type RequestHandler, Router } from 'express';
import { limitsOf } from '../http/answer-limits.ts';
import { requestIdOf } from '../http/request-id.ts';
import { resourceHeaders } from '../http/resource-headers.ts';
import { sendJson } from '../http/send-json.ts';
import { describedBy, sendProblem } from '../http/send-problem.ts';
import type { DpopNonces } from '../token/dpop-nonce.ts';
import type { PresentedCredentials } from '../token/verify-access-token.ts';
import { matchesEtag } from './etag.ts';
import { type ReadOptions, readApprovedData } from './read-approved-data.ts';
import { readVendorConsent } from './read-vendor-consent.ts';
import { type RelinquishOptions, relinquishByToken } from './relinquish-by-token.ts';

export interface ReadRoutesOptions extends ReadOptions, RelinquishOptions {
  readonly nonces: DpopNonces;
  /** The address of the document that describes this API (RFC 9728). */
  readonly resourceMetadata: string;
}

/** `GET /preferences`, `/issues`, `/issues/{id}` and `/consent`, and `DELETE /consent`. Any other path is beyond every token. Mount behind more special routes. */
export function createReadRoutes(options: ReadRoutesOptions): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.use(describedBy(options.resourceMetadata), resourceHeaders(options.nonces));
  router.delete('/consent', async (request, response) => {
    const result = await relinquishByToken(credentialsOf(request), {
      ...options,
      signal: limitsOf(response),
    });
    if ('refusal' in result) return sendProblem(response, result.refusal);
    sendJson(response, result.view, result.view.pod === 'done' ? 200 : 202);
  });
  router.use(getOnly);
  router.get('/consent', async (request, response) => {
    const result = await readVendorConsent(credentialsOf(request), {
      ...options,
      signal: limitsOf(response),
    });
    if ('refusal' in result) sendProblem(response, result.refusal);
    else sendJson(response, result.view);
  });
  router.use(async (request, response) => {
    const [, search = ''] = request.originalUrl.split(/\?(.*)/s);
    const result = await readApprovedData(
      {
        credentials: credentialsOf(request),
        path: request.path,
        search,
        purposes: request.headersDistinct[PURPOSE_HEADER] ?? [],
        requestId: requestIdOf(response),
        signal: limitsOf(response),
      },
      options,
    );
    if (!result.answered) return sendProblem(response, result.refusal);
    response.setHeader('ETag', result.answer.etag);
    if (matchesEtag(request.headers['if-none-match'], result.answer.etag)) response.status(304).end();
    else sendJson(response, result.answer.body);
  });
  return router;
}

const getOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') return next();
  response.setHeader('Allow', 'GET');
  sendProblem(response, { code: 'method_not_allowed' });
};

/** Headers as often as they came: a second one is never dropped in silence. */
function credentialsOf(request: Request): PresentedCredentials {
  const { authorization = [], dpop = [] } = request.headersDistinct;
  return { method: request.method, target: request.originalUrl, authorization, proofs: dpop };
}
