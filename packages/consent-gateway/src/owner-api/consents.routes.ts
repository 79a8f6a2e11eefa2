import { ownerApi } from '@parley/protocol';
import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { extendConsent } from '../consent/extend-consent.ts';
import { narrowConsent } from '../consent/narrow-consent.ts';
import { pauseConsent } from '../consent/pause-consent.ts';
import { resumeConsent } from '../consent/resume-consent.ts';
import { allowed, type StopOptions, type Stopped, stopConsent } from '../consent/stop-consent.ts';
import { GatewayError } from '../gateway-error.ts';
import { exactJsonBody, readAct } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { type ConsentViewOptions, consentViews, oneConsentView } from './consent-views.ts';
import { listQueryOf } from './list-query.ts';
import type { AssertMayWiden } from './may-widen.ts';
import { evidenceOf } from './owner-acts.ts';

export interface ConsentRoutesOptions extends StopOptions, Omit<ConsentViewOptions, 'store'> {
  /** Whether the app that acts may widen. @throws {GatewayError} `app_not_allowed`, `temporarily_unavailable` */
  assertMayWiden: AssertMayWiden;
  /** The vendor, also while it is on hold. */
  findVendor: (vendorId: string) => Promise<Vendor>;
}

/** `/consents` of the owner API: what was given, and what the owner does with it. Mounted after `requireOwner`. */
export function createConsentRoutes(options: ConsentRoutesOptions): Router {
  const router = Router();
  router.get('/consents', async (request, response) => {
    const { items, ...page } = await options.store.listByOwner(
      listQueryOf(request.query, ownerOf(response).ownerId),
    );
    response.json({ consents: await consentViews(items, options), ...page });
  });
  router.get('/consents/:id', async (request, response) => {
    const consent = await options.store.find(String(request.params['id']));
    if (consent === undefined || consent.ownerId !== ownerOf(response).ownerId)
      throw new GatewayError('not_found', 'no such consent of this owner');
    response.json({ ...(await oneConsentView(consent, options)), receipt: consent.receipt });
  });
  router.post('/consents/:id/withdraw/:digest', exactJsonBody(), async (request, response) => {
    const { target } = await actOn(request, response, ownerApi.withdrawRequestSchema);
    const withdrawing = { ...target, act: 'withdraw', by: 'owner', reason: 'owner_act' } as const;
    await sendStopped(response, await stopConsent(withdrawing, options), options);
  });
  router.post('/consents/:id/pause/:digest', exactJsonBody(), async (request, response) => {
    const { target, act } = await actOn(request, response, ownerApi.pauseRequestSchema);
    await sendStopped(response, await pauseConsent({ ...target, ...act }, options), options);
  });
  router.post('/consents/:id/narrow/:digest', exactJsonBody(), async (request, response) => {
    const { target, act } = await actOn(request, response, ownerApi.narrowRequestSchema);
    await sendStopped(response, await narrowConsent({ ...target, ...act }, options), options);
  });
  router.post('/consents/:id/extend/:digest', exactJsonBody(), async (request, response) => {
    const { target, act } = await actOn(request, response, ownerApi.extendRequestSchema);
    await options.assertMayWiden(ownerOf(response));
    const { consent } = await extendConsent({ ...target, ...act, signal: widenSignal() }, options);
    response.json({ consent: await oneConsentView(consent, options) });
  });
  router.post('/consents/:id/resume/:digest', exactJsonBody(), async (request, response) => {
    const { target } = await actOn(request, response, ownerApi.resumeRequestSchema);
    await options.assertMayWiden(ownerOf(response));
    const { consent } = await resumeConsent({ ...target, signal: widenSignal() }, options);
    response.json({ consent: await oneConsentView(consent, options) });
  });
  router.post('/consents/:id/lift-hold/:digest', exactJsonBody(), async (request, response) => {
    const { target, act } = await actOn(request, response, ownerApi.liftHoldRequestSchema);
    await options.assertMayWiden(ownerOf(response));
    const consent = allowed(await options.store.liftHold({ ...target, ...act }));
    response.json({ consent: await oneConsentView(consent, options) });
  });
  return router;
}

const WIDEN_TIMEOUT_MS = 20_000;
const widenSignal = () => AbortSignal.timeout(WIDEN_TIMEOUT_MS);

async function actOn<T extends z.ZodType>(request: Request, response: Response, schema: T) {
  const { act, body } = await readAct(request, schema);
  const caller = ownerOf(response);
  const evidence = evidenceOf(caller, request.originalUrl, body);
  return { act, target: { consentId: String(request.params['id']), ownerId: caller.ownerId, evidence } };
}

/** 200 where the pod knows too, 202 where it is yet to be told. */
async function sendStopped(
  response: Response,
  { consent, pod }: Stopped,
  options: ConsentRoutesOptions,
): Promise<void> {
  response
    .status(pod === 'done' ? 200 : 202)
    .json({ stopped: true, pod, consent: await oneConsentView(consent, options) });
}
