import { INVITATION_PATH } from '@parley/protocol';
import { Router } from 'express';
import { isOutsideAddress } from '../http/safe-fetch/outside-address.ts';
import { homePage } from '../interaction/home-page.ts';
import { createInteractionRoutes } from '../interaction/interaction.routes.ts';
import { INVITATION_TITLE, invitationPage } from '../interaction/invitation-page.ts';
import { sendPage } from '../interaction/page.ts';
import { PAGES_CSS } from '../interaction/pages-css.ts';
import { problemPages } from '../interaction/problem-page.ts';
import { redeemTicket } from '../interaction/redeem-ticket.ts';
import { createSignInRoutes } from '../interaction/sign-in.routes.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** The plain pages on which a browser decides. */
export function createPages(parts: GatewayParts): Router {
  const { settings, secrets, stores, deciding, authorizationServer } = parts;
  const page = { gatewayName: settings.name, local: settings.local };
  const signIn = {
    gateway: settings.origin,
    providers: parts.providers,
    store: stores.signIns,
    isAcceptableAddress: (address: string) => isOutsideAddress(address, settings.localOrigins),
    now: parts.now,
  };
  const router = Router();
  router.get('/', (_request, response) => {
    const body = homePage({ gatewayWebId: parts.identity.webId, dashboard: settings.dashboard?.origin });
    sendPage(response, { ...page, title: 'A consent gateway', body });
  });
  router.get(`${INVITATION_PATH}:code`, (_request, response) =>
    sendPage(response, { ...page, title: INVITATION_TITLE, body: invitationPage() }),
  );
  router.get('/assets/pages.css', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.type('css').send(PAGES_CSS);
  });
  router.use(createSignInRoutes({ ...signIn, ...page }));
  router.use(
    createInteractionRoutes({
      ...page,
      dashboard: settings.dashboard?.origin,
      provider: {
        interactionDetails: (request, response) =>
          authorizationServer().server.interactionDetails(request, response),
        interactionFinished: (...answer) => authorizationServer().server.interactionFinished(...answer),
      },
      signIn,
      requests: stores.requests,
      categories: parts.categories,
      findVendor: deciding.findVendor,
      csrfKey: secrets.derive('cookie'),
      redeemTicket: (request, ticketHash, word) => redeemTicket(request, ticketHash, { ...deciding, word }),
    }),
  );
  router.use(['/interaction', '/sign-in'], problemPages({ ...page, log: parts.log }));
  return router;
}
