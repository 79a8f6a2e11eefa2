import { isVendorSdkError } from '@parley/vendor-sdk';
import { Router } from 'express';
import type { GrocerParts } from '../grocer-parts.ts';
import { noticePage } from '../pages/notice-page.ts';
import { sendPage } from '../pages/send-page.ts';
import { said } from '../text/en.ts';
import { saveVisit, untilLeft } from '../visit/visit.ts';
import { sayItIsGone } from './say-it-is-gone.ts';

/** What a visitor can do with what they gave: take the proof along, and end it. */
export function createConsentRoutes({ consents, log }: GrocerParts): Router {
  const router = Router();
  router.get('/receipt', async ({ session }, response) => {
    const consent = session.consent && (await consents.of(session.consent, untilLeft(response)));
    if (consent === undefined) return response.redirect(303, '/');
    response.set('Cache-Control', 'no-store').type('application/jwt');
    response.attachment(`${consent.id}.receipt.jwt`).send(consent.receipt);
  });
  router.post('/stop', async (request, response) => {
    const { session } = request;
    const consent = session.consent && (await consents.of(session.consent, untilLeft(response)));
    if (consent === undefined) return response.redirect(303, '/');
    await consent.relinquish().catch((fault: unknown) => {
      // Somebody was quicker: it is over, and that is what was wanted.
      if (!isVendorSdkError(fault) || consent.ended === undefined) throw fault;
    });
    const isSaid = await sayItIsGone(consent, log);
    session.consent = undefined;
    session.looks = undefined;
    await saveVisit(request);
    const text = [said.stopped, isSaid ? said.keptNothing : said.keptNothingUnsaid];
    sendPage(response, noticePage({ title: said.stoppedTitle, text }));
  });
  return router;
}
