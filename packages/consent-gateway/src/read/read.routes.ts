// The HTTP edge of stage 4, mounted at the read API's path. Nothing is decided here.
import { type AnswerForm, PURPOSE_HEADER } from '@parley/protocol';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { limitsOf } from '../http/answer-limits.ts';
import { credentialsOf } from '../http/presented-credentials.ts';
import { requestIdOf } from '../http/request-id.ts';
import { resourceHeaders } from '../http/resource-headers.ts';
import { FILE_WITHIN_MS, sendFile } from '../http/send-file.ts';
import { sendJson } from '../http/send-json.ts';
import { describedBy, sendProblem } from '../http/send-problem.ts';
import type { AdmitCaller } from '../limits/call-limits.ts';
import type { DpopNonces } from '../token/dpop-nonce.ts';
import { chooseForm } from './answer-form.ts';
import { type AttachmentOptions, isAttachmentPath, planAttachment } from './attachment/plan-attachment.ts';
import { type ChangesOptions, planChanges } from './changes/plan-changes.ts';
import { matchesEtag } from './etag.ts';
import { type ItemsOptions, planItems } from './plan-items.ts';
import type { PlanRead } from './plan-read.ts';
import { type ReadOptions, type ReadRequest, readApprovedData } from './read-approved-data.ts';
import { readResource } from './read-resource.ts';
import { readVendorConsent } from './read-vendor-consent.ts';
import { type RelinquishOptions, relinquishByToken } from './relinquish-by-token.ts';
import type { Answer } from './write-answer.ts';

export interface ReadRoutesOptions
  extends ReadOptions,
    ItemsOptions,
    ChangesOptions,
    AttachmentOptions,
    RelinquishOptions {
  readonly admit: AdmitCaller;
  readonly nonces: DpopNonces;
  /** The address of the document that describes this API (RFC 9728). */
  readonly resourceMetadata: string;
}

export interface ReadRoutes {
  /** `GET /preferences`, `/issues`, `/issues/{id}`, each in the form that is accepted. Mount before all others: most calls are these, and meet no router. */
  readonly items: RequestHandler;
  /** `GET /changes`, `/consent` and `/issues/{id}/attachments/{attachmentId}`, and `DELETE /consent`. Any other path is beyond every token. Mount behind more special routes. */
  readonly others: Router;
}

export function createReadRoutes(options: ReadRoutesOptions): ReadRoutes {
  const answer = answerReads(options);
  const before = [describedBy(options.resourceMetadata), resourceHeaders(options.nonces)];
  const answerItems: RequestHandler = (request, response) => {
    const form = chooseForm(request);
    return answer(request, response, form, form && planItems(form, options));
  };
  return {
    items(request, response, next) {
      const isRead = request.method === 'GET' && readResource(request.path, options.categories) !== undefined;
      if (!isRead) return next();
      for (const each of before) each(request, response, () => undefined);
      return answerItems(request, response, next);
    },
    others: createOtherRoutes(options, before).use(answerItems),
  };
}

function createOtherRoutes(options: ReadRoutesOptions, before: readonly RequestHandler[]): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.use(...before);
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
      admit: (vendorId) => options.admit(request, vendorId),
      signal: limitsOf(response),
    });
    if ('refusal' in result) sendProblem(response, result.refusal);
    else sendJson(response, result.view);
  });
  const answer = answerReads(options);
  const changes = planChanges(options);
  router.get('/changes', (request, response) => {
    // What is to be removed has no RDF.
    const form = request.accepts('application/json') === false ? undefined : 'application/json';
    return answer(request, response, form, changes);
  });
  const answerFile = answerFiles(options);
  router.use((request, response, next) =>
    isAttachmentPath(request.path) ? answerFile(request, response) : next(),
  );
  return router;
}

function answerReads(options: ReadRoutesOptions) {
  return async (
    request: Request,
    response: Response,
    form: AnswerForm | undefined,
    plan: PlanRead | undefined,
  ): Promise<void> => {
    if (form === undefined || plan === undefined) return sendProblem(response, { code: 'not_acceptable' });
    const asked = { ...requestedRead(request, response, options), signal: limitsOf(response) };
    const result = await readApprovedData(asked, plan, options);
    if (!result.answered) return sendProblem(response, result.refusal);
    const { etag, next } = result.answer;
    response.setHeader('ETag', etag);
    const links = linksOf({ form, category: result.category, search: asked.search, next });
    if (links.length > 0) response.setHeader('Link', links.join(', '));
    if (matchesEtag(request.headers['if-none-match'], etag)) response.status(304).end();
    else send(response, result.answer, form);
  };
}

function requestedRead(
  request: Request,
  response: Response,
  { admit }: ReadRoutesOptions,
): Omit<ReadRequest, 'signal'> {
  const [, search = ''] = request.originalUrl.split(/\?(.*)/s);
  return {
    credentials: credentialsOf(request),
    path: request.path,
    search,
    purposes: request.headersDistinct[PURPOSE_HEADER] ?? [],
    requestId: requestIdOf(response),
    admit: (vendorId: string) => admit(request, vendorId),
  };
}

function answerFiles(options: ReadRoutesOptions) {
  const plan = planAttachment(options);
  return async (request: Request, response: Response): Promise<void> => {
    // A file that was opened in the pod and is not sent after all is let go at once.
    const opened = new AbortController();
    const asked = requestedRead(request, response, options);
    const signal = AbortSignal.any([limitsOf(response, FILE_WITHIN_MS), opened.signal]);
    try {
      const result = await readApprovedData({ ...asked, signal }, plan, options);
      if (result.answered) await sendFile(response, result.answer);
      else sendProblem(response, result.refusal);
    } finally {
      opened.abort();
    }
  };
}

const getOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') return next();
  response.setHeader('Allow', 'GET');
  sendProblem(response, { code: 'method_not_allowed' });
};

/** The next page, and the shape of what is said in RDF. @see https://www.rfc-editor.org/rfc/rfc8288 */
function linksOf(answer: {
  form: AnswerForm;
  category: string | undefined;
  search: string;
  next: string | undefined;
}): string[] {
  const { form, category, search, next } = answer;
  const links: string[] = [];
  if (next !== undefined) {
    const query = new URLSearchParams(search);
    query.set('cursor', next);
    links.push(`<?${query}>; rel="next"`);
  }
  if (form !== 'application/json' && category !== undefined)
    links.push(`</shapes/${category}.ttl>; rel="describedby"; type="text/turtle"`);
  return links;
}

function send(response: Response, { body, byteLength }: Answer, form: AnswerForm): void {
  response.setHeader('Content-Type', `${form}; charset=utf-8`);
  response.setHeader('Content-Length', byteLength);
  response.end(body);
}
