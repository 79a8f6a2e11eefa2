import { Router } from 'express';
import type { AcmeParts } from '../acme-parts.ts';
import { whileWaiting } from '../pages/send-page.ts';
import { whatAcmeAsks } from './what-acme-asks.ts';

/** From the button to the gateway and back. */
export function createConnectRoutes(parts: AcmeParts): Router {
  const { gateway, redirectUri, sessions, standings, keeper, now } = parts;
  const router = Router();
  router.post('/connect', async (request, response) => {
    const { url, handle } = await gateway.ask({
      details: whatAcmeAsks(now()),
      redirectUri,
      signal: whileWaiting(response),
    });
    await sessions.write(request, response, { ...sessions.read(request), pending: handle });
    response.redirect(303, url);
  });
  router.get('/callback', async (request, response) => {
    const { pending, ...session } = sessions.read(request);
    if (pending === undefined) return response.redirect(303, '/');
    // The answer counts once, whatever it is.
    await sessions.write(request, response, session);
    const consent = await gateway.exchange({
      callbackUrl: request.originalUrl,
      handle: pending,
      signal: whileWaiting(response),
    });
    const { id, gateway: origin, version } = consent;
    await standings.tell(id);
    keeper.lookSoon(id);
    await sessions.write(request, response, { consent: { id, gateway: origin, version } });
    response.redirect(303, '/desk');
  });
  router.post('/sign-out', async (request, response) => {
    await sessions.write(request, response, {});
    response.redirect(303, '/');
  });
  return router;
}
