import { ownerApi, sha256 } from '@parley/protocol';
import { type Request, type Response, Router } from 'express';
import type { AccessRequest, AccessRequestStore } from '../access-request/access-request.ts';
import { claimRequest } from '../access-request/decide-in-app.ts';
import type { StandingTermsReader, TermsReading } from '../access-request/standing-terms.ts';
import { type GiveOptions, giveConsent } from '../consent/give-consent.ts';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { GatewayError } from '../gateway-error.ts';
import { exactJsonBody, readAct } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import type { AssertMayWiden } from './may-widen.ts';
import { continueUrl, evidenceOf } from './owner-acts.ts';
import { requestView } from './views.ts';

export interface RequestRoutesOptions extends GiveOptions {
  requests: AccessRequestStore;
  owners: OwnerDirectory;
  readTerms: StandingTermsReader;
  /** The vendor, also while it is on hold. */
  findVendor: (vendorId: string) => Promise<Vendor>;
  newTicket: () => string;
  assertMayWiden: AssertMayWiden;
}

const DECISION_TIMEOUT_MS = 20_000;

/** `/requests` of the owner API: what waits for a decision, and the decisions. Mounted after `requireOwner`. */
export function createRequestRoutes(options: RequestRoutesOptions): Router {
  const router = Router();
  router.get('/requests', async (_request, response) => {
    const { ownerId } = ownerOf(response);
    const requests = await options.requests.listByOwner(ownerId);
    const terms = await options.readTerms(ownerId);
    response.json({ requests: await Promise.all(requests.map((each) => view(each, terms, options))) });
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
  router.post('/requests/:id/defer/:digest', exactJsonBody(), async (request, response) => {
    const { act } = await readAct(request, ownerApi.deferRequestSchema);
    await close(request, response, { ...options, secret: act.secret, status: 'deferred' });
  });
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
    continueUrl: continueUrl(options.gateway, asked.interactionUid, ticket),
  });
}

async function refuse(request: Request, response: Response, options: RequestRoutesOptions): Promise<void> {
  const { act } = await readAct(request, ownerApi.refuseRequestSchema);
  if (act.secret !== undefined)
    return close(request, response, { ...options, secret: act.secret, status: 'refused' });
  const requestId = String(request.params['id']);
  if (!(await options.requests.refuseDeferred(requestId, ownerOf(response).ownerId)))
    throw new GatewayError('request_ended', 'there is no such deferred request of this owner');
  response.json({ requestId, status: 'refused' });
}

/** The browser that carries the request goes back without a consent. */
async function close(
  request: Request,
  response: Response,
  options: RequestRoutesOptions & { secret: string | undefined; status: 'refused' | 'deferred' },
): Promise<void> {
  const { requests, secret, status } = options;
  const asked = await claimed(request, response, secret, options);
  const ticket = options.newTicket();
  const how = status === 'refused' ? 'refuse' : 'defer';
  const isClosed = await requests[how](asked.requestId, ownerOf(response).ownerId, await sha256(ticket));
  if (!isClosed) throw new GatewayError('request_ended', 'the access request is not open');
  response.json({
    requestId: asked.requestId,
    status,
    continueUrl: continueUrl(options.gateway, asked.interactionUid, ticket),
  });
}

function claimed(
  request: Request,
  response: Response,
  secret: string | undefined,
  options: RequestRoutesOptions,
): Promise<AccessRequest> {
  return claimRequest(
    { requestId: String(request.params['id']), secret: secret ?? '', ownerId: ownerOf(response).ownerId },
    options,
  );
}

const view = async (request: AccessRequest, terms: TermsReading, options: RequestRoutesOptions) =>
  requestView(request, await options.findVendor(request.vendorId), terms);
