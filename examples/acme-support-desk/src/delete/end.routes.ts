import { isVendorSdkError } from '@parley/vendor-sdk';
import { Router } from 'express';
import type { AcmeParts } from '../acme-parts.ts';
import { noticePage } from '../pages/notice-page.ts';
import { sendPage, whileWaiting } from '../pages/send-page.ts';
import { afterwards } from '../pages/words.ts';
import { consentOfVisitor } from '../visitor/consent-of-visitor.ts';
import { settleEnd } from './settle-end.ts';

/** Ways out: a request taken back while the person decides, and a consent given back. */
export function createEndRoutes(parts: AcmeParts): Router {
  const { gateway, sessions } = parts;
  const router = Router();
  router.post('/cancel', async (request, response) => {
    const { pending, ...session } = sessions.read(request);
    if (pending === undefined) return response.redirect(303, '/');
    await gateway.cancel(pending, { signal: whileWaiting(response) }).catch((error: unknown) => {
      // The browser has not been at the gateway yet: the request ends by itself.
      if (!isVendorSdkError(error, 'not_found')) throw error;
    });
    await sessions.write(request, response, session);
    const text = ['Your gateway does not ask you any more, and nothing was shared.'];
    sendPage(response, noticePage({ title: 'We have taken our question back', text, canConnect: true }));
  });
  router.post('/give-back', async (request, response) => {
    const consent = await consentOfVisitor(parts, request, whileWaiting(response));
    if (consent === undefined) return response.redirect(303, '/');
    const { deleteBy } = await consent.relinquish();
    await sessions.write(request, response, {});
    const isReported = await settleEnd(parts, consent.id);
    const text = ['We see nothing of what you shared any more.', afterwards({ deleteBy, isReported })];
    sendPage(response, noticePage({ title: 'We have given your consent back', text, canConnect: true }));
  });
  return router;
}
