import { ownerApi, sha256 } from '@parley/protocol';
import { type Request, type Response, Router } from 'express';
import type { AccessRequest, AccessRequestStore } from '../access-request/access-request.ts';
import { claimRequest, isCarried } from '../access-request/decide-in-app.ts';
import { deferralHint, hintHash } from '../access-request/login-hint.ts';
import type { StandingTermsReader, TermsReading } from '../access-request/standing-terms.ts';
import { type GiveOptions, giveConsent } from '../consent/give-consent.ts';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { GatewayError } from '../gateway-error.ts';
import { exactJsonBody, readAct } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { type ConsentViewOptions, knownVendor } from './consent-views.ts';
import { listQueryOf } from './list-query.ts';
import type { AssertMayWiden } from './may-widen.ts';
import { continueUrl, evidenceOf } from './owner-acts.ts';
import { requestView } from './views.ts';

export interface RequestRoutesOptions extends GiveOptions {
  requests: AccessRequestStore;
  owners: OwnerDirectory;
  readTerms: StandingTermsReader;
  /** The vendor, also while it is on hold. */
  findVendor: (vendorId: string) => Promise<Vendor>;
  /** The same, many in one statement. */
  findVendors: ConsentViewOptions['findVendors'];
  newTicket: () => string;
  assertMayWiden: AssertMayWiden;
}

const DECISION_TIMEOUT_MS = 20_000;

/** `/requests` of the owner API: what waits for a decision, and the decisions. Mounted after `requireOwner`. */
export function createRequestRoutes(options: RequestRoutesOptions): Router {
  const router = Router();
  router.get('/requests', async (request, response) => {
    const query = listQueryOf(request.query, ownerOf(response).ownerId);
    const { items, ...page } = await options.requests.listByOwner(query);
    const terms = await options.readTerms(query.ownerId);
    const vendors = await options.findVendors(items.map(({ vendorId }) => vendorId));
    const views = items.map((each) => requestView(each, knownVendor(vendors, each.vendorId), terms));
    response.json({ requests: views, ...page });
  });
  router.get('/requests/:id', async (request, response) => {
    const found = await options.requests.find(String(request.params['id']));
    if (found === undefined || found.ownerId !== ownerOf(response).ownerId)
      throw new GatewayError('not_found', 'no such request for this owner');
    response.json(await view(found, await options.readTerms(found.ownerId), options));
  });
  router.post('/requests/:id/claim/:digest', exactJsonBody(), async (request, response) => {
    const { act } = await readAct(request, ownerApi.claimRequestSchema);
    const found = await claimed(request, response, act.secret, options);
    response.json(await view(found, await options.readTerms(ownerOf(response).ownerId), options));
  });
  router.post('/requests/:id/give/:digest', exactJsonBody(), (request, response) =>
    give(request, response, options),
  );
  router.post('/requests/:id/refuse/:digest', exactJsonBody(), (request, response) =>
    refuse(request, response, options),
  );
  router.post('/requests/:id/defer/:digest', exactJsonBody(), (request, response) =>
    defer(request, response, options),
  );
  return router;
}

async function give(request: Request, response: Response, options: RequestRoutesOptions): Promise<void> {
  const { act, body } = await readAct(request, ownerApi.giveRequestSchema);
  const caller = ownerOf(response);
  const owner = await options.owners.find(caller.ownerId);
  if (owner === undefined) throw new GatewayError('not_connected', 'the owner has no connected pod');
  await options.assertMayWiden(caller);
  const asked = await claimed(request, response, act.secret, options);
  const { consent, ticket } = await giveConsent(
    {
      request: asked,
      vendor: await options.findVendor(asked.vendorId),
      owner,
      approved: act.approved,
      evidence: evidenceOf(caller, request.originalUrl, body),
      signal: AbortSignal.timeout(DECISION_TIMEOUT_MS),
    },
    options,
  );
  response.status(201).json({
    requestId: asked.requestId,
    status: 'given',
    consentId: consent.consentId,
    version: consent.version,
    ...wayOn(asked, ticket, options),
  });
}

async function refuse(request: Request, response: Response, options: RequestRoutesOptions): Promise<void> {
  const { act } = await readAct(request, ownerApi.refuseRequestSchema);
  const { ownerId } = ownerOf(response);
  const requestId = String(request.params['id']);
  const asked = act.secret === undefined ? undefined : await claimed(request, response, act.secret, options);
  const ticket = options.newTicket();
  const isRefused =
    asked === undefined || !isCarried(asked)
      ? await options.requests.refuseWaiting(requestId, ownerId, act.notAgainDays)
      : await options.requests.refuse(requestId, ownerId, await sha256(ticket), act.notAgainDays);
  if (!isRefused) throw new GatewayError('request_ended', 'the access request is not open');
  response.json({
    requestId,
    status: 'refused',
    ...(asked === undefined ? {} : wayOn(asked, ticket, options)),
  });
}

async function defer(request: Request, response: Response, options: RequestRoutesOptions): Promise<void> {
  const { act } = await readAct(request, ownerApi.deferRequestSchema);
  const { ownerId } = ownerOf(response);
  const asked = await claimed(request, response, act.secret, options);
  const { requestId } = asked;
  const ticket = options.newTicket();
  const key = options.secrets.derive('login-hint');
  const isDeferred = isCarried(asked)
    ? await options.requests.defer(requestId, ownerId, {
        continueHash: await sha256(ticket),
        hintHash: hintHash(key, deferralHint(key, requestId)),
      })
    : await options.requests.deferWaiting(requestId, ownerId);
  if (!isDeferred) throw new GatewayError('request_ended', 'the access request is not open');
  response.json({ requestId, status: 'deferred', ...wayOn(asked, ticket, options) });
}

/** Where the browser goes on that carries the request, if one does. */
const wayOn = (asked: AccessRequest, ticket: string, options: RequestRoutesOptions) =>
  isCarried(asked) ? { continueUrl: continueUrl(options.gateway, asked.interactionUid, ticket) } : {};

function claimed(
  request: Request,
  response: Response,
  secret: string | undefined,
  options: RequestRoutesOptions,
): Promise<AccessRequest> {
  return claimRequest(
    { requestId: String(request.params['id']), secret, ownerId: ownerOf(response).ownerId },
    options,
  );
}

const view = async (request: AccessRequest, terms: TermsReading, options: RequestRoutesOptions) =>
  requestView(request, await options.findVendor(request.vendorId), terms);
