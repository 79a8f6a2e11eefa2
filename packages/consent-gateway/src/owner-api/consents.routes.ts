import { ownerApi } from '@parley/protocol';
import { Router } from 'express';
import type { Consent } from '../consent/consent.ts';
import { type StopOptions, stopConsent } from '../consent/stop-consent.ts';
import { GatewayError } from '../gateway-error.ts';
import { exactJsonBody, readAct } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { evidenceOf } from './owner-acts.ts';
import { consentView } from './views.ts';

export interface ConsentRoutesOptions extends StopOptions {
  /** The vendor, also while it is on hold. */
  findVendor: (vendorId: string) => Promise<Vendor>;
}

/** `/consents` of the owner API: what was given, and its end. Mounted after `requireOwner`. */
export function createConsentRoutes(options: ConsentRoutesOptions): Router {
  const router = Router();
  router.get('/consents', async (_request, response) => {
    const consents = await options.store.listByOwner(ownerOf(response).ownerId);
    response.json({ consents: await Promise.all(consents.map((each) => view(each, options))) });
  });
  router.get('/consents/:id', async (request, response) => {
    const consent = await options.store.find(String(request.params['id']));
    if (consent === undefined || consent.ownerId !== ownerOf(response).ownerId)
      throw new GatewayError('not_found', 'no such consent of this owner');
    response.json({ ...(await view(consent, options)), receipt: consent.receipt });
  });
  router.post('/consents/:id/withdraw/:digest', exactJsonBody(), async (request, response) => {
    const { body } = await readAct(request, ownerApi.withdrawRequestSchema);
    const caller = ownerOf(response);
    const { consent, pod } = await stopConsent(
      {
        consentId: String(request.params['id']),
        ownerId: caller.ownerId,
        act: 'withdraw',
        by: 'owner',
        reason: 'owner_act',
        evidence: evidenceOf(caller, request.originalUrl, body),
      },
      options,
    );
    response
      .status(pod === 'done' ? 200 : 202)
      .json({ stopped: true, pod, consent: await view(consent, options) });
  });
  return router;
}

const view = async (consent: Consent, options: ConsentRoutesOptions) =>
  consentView(consent, await options.findVendor(consent.vendorId));
