import { createHmac } from 'node:crypto';
import { type Categories, digestSchema, sha256 } from '@parley/protocol';
import express, { type Request, type Response, Router } from 'express';
import type { AccessRequest, AccessRequestStore } from '../access-request/access-request.ts';
import { GatewayError } from '../gateway-error.ts';
import { areEqual } from '../secrets/digests.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import type { BrowserInteractions, InteractionResult } from './browser-interactions.ts';
import type { LastWord, Outcome, Undecided } from './outcome.ts';
import { sendPage } from './page.ts';
import { readDecision } from './read-decision.ts';
import { requestPage } from './request-page.ts';
import { beginSignIn, type SignInOptions } from './sign-in.ts';
import { termsPage } from './terms-page.ts';
import { afterBinding, arrivalAt } from './to-dashboard.ts';

export interface InteractionOptions {
  provider: BrowserInteractions;
  requests: AccessRequestStore;
  categories: Categories;
  findVendor: (vendorId: string) => Promise<Vendor>;
  signIn: SignInOptions;
  csrfKey: Buffer;
  gatewayName: string;
  local: boolean;
  /** Origin of the dashboard, where there is one: browsers are sent on to it. */
  dashboard: string | undefined;
  /** What a ticket stands for, carried out: the consent that the browser goes on with, or a refusal. */
  redeemTicket: (request: AccessRequest, ticketHash: string, word?: LastWord) => Promise<Outcome | Undecided>;
}

const FORM_LIMIT = '32kb';

/**
 * The browser's way through a decision. Every step asks for the cookie that only the browser that began it has; the ticket at the end
 * is known only to the browser that decided. Both are needed, so nobody finishes what another person began.
 */
export function createInteractionRoutes(options: InteractionOptions): Router {
  const router = Router();
  router.get('/interaction/:uid', async (request, response) => {
    const open = await openRequest(request, response, options);
    if (options.dashboard === undefined || request.query['plain'] !== undefined)
      return showRequest(response, open, options, {});
    assertOpen(open);
    response.redirect(303, arrivalAt(options.dashboard, open));
  });
  router.get('/interaction/:uid/bind', (request, response) => bindApp(request, response, options));
  router.post(
    '/interaction/:uid/decision',
    express.urlencoded({ extended: false, limit: FORM_LIMIT }),
    (request, response) => decide(request, response, options),
  );
  router.get('/interaction/:uid/continue', (request, response) =>
    goOn(request, response, request.query['ticket'], options),
  );
  router.post(
    '/interaction/:uid/continue',
    express.urlencoded({ extended: false, limit: FORM_LIMIT }),
    (request, response) => sayLastWord(request, response, options),
  );
  return router;
}

async function openRequest(
  request: Request,
  response: Response,
  options: InteractionOptions,
): Promise<AccessRequest> {
  const details = await options.provider.interactionDetails(request, response).catch((cause: unknown) => {
    throw new GatewayError('invalid_request', 'this browser has not begun an interaction', { cause });
  });
  // The library reads the cookie, not the path.
  if (details.uid !== request.params['uid'])
    throw new GatewayError('access_denied', 'the interaction is not the one of this browser');
  const open = await options.requests.findByInteraction(details.uid);
  if (open === undefined)
    throw new GatewayError('not_found', 'no access request belongs to this interaction');
  if (open.status === 'cancelled')
    throw new GatewayError('request_cancelled', 'the vendor has taken the request back');
  return open;
}

function assertOpen({ status }: AccessRequest): void {
  if (status !== 'requested') throw new GatewayError('request_ended', 'the access request is not open');
}

async function showRequest(
  response: Response,
  open: AccessRequest,
  options: InteractionOptions,
  extra: { status?: number; problem?: string; webId?: string },
): Promise<void> {
  assertOpen(open);
  const vendor = await options.findVendor(open.vendorId);
  const { status = 200, ...said } = extra;
  sendPage(response, {
    status,
    title: `May ${vendor.name} see this?`,
    gatewayName: options.gatewayName,
    local: options.local,
    body: requestPage({
      request: open,
      vendor,
      csrf: csrfToken(open, options),
      categories: options.categories,
      ...said,
    }),
  });
}

/**
 * An owner's app makes this browser its own: the challenge is the sha-256 of a secret that the app shows to the owner API. The dashboard
 * has the browser sent back to the request, and to nowhere else.
 */
async function bindApp(request: Request, response: Response, options: InteractionOptions): Promise<void> {
  const open = await openRequest(request, response, options);
  const challenge = digestSchema.safeParse(request.query['app_challenge']);
  if (!challenge.success)
    throw new GatewayError('invalid_request', 'app_challenge is no sha-256 in base64url');
  const isBound = await options.requests.bindApp(open.requestId, challenge.data);
  const { dashboard } = options;
  if (request.query['to'] === 'dashboard' && dashboard !== undefined) {
    response.redirect(303, afterBinding(dashboard, open, isBound));
    return;
  }
  if (!isBound) throw new GatewayError('conflict', 'another app is bound, or the request is over');
  response.json({ request_id: open.requestId });
}

const WHAT_IS_MISSING = {
  nothing: 'Nothing is ticked. Tick what may be seen, or share nothing.',
  unreadable_end:
    'The earlier end is not a day. Write it as year-month-day, such as 2027-02-22, or leave it out.',
};

async function decide(request: Request, response: Response, options: InteractionOptions): Promise<void> {
  const open = await openRequest(request, response, options);
  const form = request.body as Record<string, unknown>;
  if (!areEqual(String(form['csrf'] ?? ''), csrfToken(open, options)))
    throw new GatewayError('access_denied', 'the form is not from this page');
  const decision = readDecision(form, open.details);
  if (decision.kind === 'refuse') {
    if (!(await options.requests.refuse(open.requestId, null, null)))
      throw new GatewayError('request_ended', 'the access request is not open');
    await finish(request, response, options, { kind: 'refused' });
    return;
  }
  const webId = typeof form['webid'] === 'string' ? form['webid'].trim() : '';
  if (decision.kind !== 'give') {
    const problem = WHAT_IS_MISSING[decision.kind];
    return showRequest(response, open, options, { status: 400, problem, webId });
  }
  try {
    const address = await beginSignIn(
      {
        requestId: open.requestId,
        interactionUid: open.interactionUid ?? '',
        webId,
        approved: decision.approved,
      },
      options.signIn,
    );
    response.redirect(303, address);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const problem =
      error.code === 'invalid_request'
        ? 'That WebID does not lead to a provider that can confirm your decision here. Check it, or decide in your own app.'
        : 'Your WebID cannot be reached just now. Check it, or try again in a moment.';
    await showRequest(response, open, options, { status: 400, problem, webId });
  }
}

async function goOn(
  request: Request,
  response: Response,
  ticket: unknown,
  options: InteractionOptions,
  word?: LastWord,
): Promise<void> {
  const open = await openRequest(request, response, options);
  if (typeof ticket !== 'string' || ticket.length > 100)
    throw new GatewayError('access_denied', 'there is no ticket');
  const outcome = await options.redeemTicket(open, await sha256(ticket), word);
  if (outcome.kind !== 'undecided') return finish(request, response, options, outcome);
  const vendor = await options.findVendor(open.vendorId);
  sendPage(response, {
    title: 'This goes beyond your terms',
    gatewayName: options.gatewayName,
    local: options.local,
    body: termsPage({ request: open, vendor, terms: outcome.terms, csrf: csrfToken(open, options), ticket }),
  });
}

async function sayLastWord(request: Request, response: Response, options: InteractionOptions): Promise<void> {
  const form = request.body as Record<string, unknown>;
  const open = await openRequest(request, response, options);
  if (!areEqual(String(form['csrf'] ?? ''), csrfToken(open, options)))
    throw new GatewayError('access_denied', 'the form is not from this page');
  const word = LAST_WORDS.find((each) => each === form['decision']);
  if (word === undefined) throw new GatewayError('invalid_request', 'the form says nothing');
  await goOn(request, response, form['ticket'], options, word);
}

const LAST_WORDS: readonly LastWord[] = ['give', 'within', 'refuse'];

function finish(
  request: Request,
  response: Response,
  options: InteractionOptions,
  outcome: Outcome,
): Promise<void> {
  const result: InteractionResult =
    outcome.kind === 'given'
      ? { login: { accountId: outcome.ownerId, remember: false }, consent: { grantId: outcome.consentId } }
      : { error: 'access_denied', error_description: WORDS[outcome.kind] };
  return options.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const WORDS = { refused: 'The owner declined.', deferred: 'The owner decides later.' };

function csrfToken(open: AccessRequest, options: InteractionOptions): string {
  return createHmac('sha256', options.csrfKey)
    .update(`csrf ${open.requestId} ${open.interactionUid}`)
    .digest('base64url');
}
