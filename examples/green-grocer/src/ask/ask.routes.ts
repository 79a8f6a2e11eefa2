import { isVendorSdkError } from '@parley/vendor-sdk';
import { type Request, Router } from 'express';
import type { GrocerParts } from '../grocer-parts.ts';
import { noticePage } from '../pages/notice-page.ts';
import { sendPage } from '../pages/send-page.ts';
import { said } from '../text/en.ts';
import { beginVisit, saveVisit, untilLeft } from '../visit/visit.ts';
import { whatTheShopAsks } from './what-the-shop-asks.ts';

const LONGEST_ADDRESS = 2_000;

/** From the button to the gateway and back. */
export function createAskRoutes(parts: GrocerParts): Router {
  const { client, redirectUri, now } = parts;
  const router = Router();
  router.post('/ask', async (request, response) => {
    const address = typed(request);
    if (address.length > LONGEST_ADDRESS) {
      const text = [said.addressTooLong];
      return sendPage(response, noticePage({ title: said.cannotAskTitle, text }), 400);
    }
    const signal = untilLeft(response);
    const { gateway, invitation } =
      address === '' ? { gateway: parts.gateway } : await client.find(address, { signal });
    const details = whatTheShopAsks(now());
    if (invitation === undefined) {
      const { url, handle } = await gateway.ask({ details, redirectUri, signal });
      request.session.asked = handle;
      await saveVisit(request);
      return response.redirect(303, url);
    }
    const bindingMessage = 'Green Grocer';
    const { handle } = await gateway.ask({ details, to: { invitation }, bindingMessage, signal });
    const firstPollAt = now().getTime() + handle.intervalSeconds * 1000;
    request.session.waiting = { handle, nextPollAt: new Date(firstPollAt).toISOString() };
    await saveVisit(request);
    response.redirect(303, '/');
  });
  router.get('/callback', async (request, response) => {
    const { asked } = request.session;
    if (asked === undefined) return response.redirect(303, '/');
    // The answer counts once, whatever it is.
    request.session.asked = undefined;
    await saveVisit(request);
    const exchanging = { callbackUrl: request.originalUrl, handle: asked, signal: untilLeft(response) };
    const { id, gateway, version } = await client.at(asked.gateway).exchange(exchanging);
    await beginVisit(request, { id, gateway, version });
    response.redirect(303, '/');
  });
  router.post('/cancel', async (request, response) => {
    const { asked, waiting } = request.session;
    const handle = asked ?? waiting?.handle;
    if (handle === undefined) return response.redirect(303, '/');
    // Whatever comes of it: the shop waits for no answer any more.
    request.session.asked = undefined;
    request.session.waiting = undefined;
    await saveVisit(request);
    await client
      .at(handle.gateway)
      .cancel(handle, { signal: untilLeft(response) })
      .catch((fault: unknown) => {
        // The browser has not been at the gateway yet: the question ends by itself.
        if (!isVendorSdkError(fault, 'not_found')) throw fault;
      });
    sendPage(response, noticePage({ title: said.takenBackTitle, text: [said.takenBack] }));
  });
  return router;
}

function typed({ body }: Request): string {
  const { address } = (body ?? {}) as Record<string, unknown>;
  return typeof address === 'string' ? address.trim() : '';
}
