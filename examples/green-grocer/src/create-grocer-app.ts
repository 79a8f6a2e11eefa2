// The site in the order of the data's way: what is published for gateways, the question, the shop that reads, and the way out.

import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';
import { answerTrouble } from './answer-trouble.ts';
import { createAskRoutes } from './ask/ask.routes.ts';
import { createConsentRoutes } from './consent/consent.routes.ts';
import type { GrocerParts } from './grocer-parts.ts';
import { noticePage } from './pages/notice-page.ts';
import { sendPage } from './pages/send-page.ts';
import { securityHeaders } from './security-headers.ts';
import { createShopRoutes } from './shop/shop.routes.ts';
import { said } from './text/en.ts';

const folder = (name: string): string => fileURLToPath(new URL(`${name}/`, import.meta.url));
const LONGEST_FORM = '4kb';

/** `visits`: who is at the browser. */
export function createGrocerApp(parts: GrocerParts, visits: RequestHandler): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(parts.origin));
  app.use(ownPagesOnly(parts.origin));
  app.use('/styles', express.static(folder('styles'), { index: false }));
  app.use('/drawings', express.static(folder('drawings'), { index: false }));
  app.get('/client.json', (_request, response) => void response.json(parts.document));
  app.use(visits, express.urlencoded({ extended: false, limit: LONGEST_FORM }));
  app.use(createAskRoutes(parts), createShopRoutes(parts), createConsentRoutes(parts));
  app.use((_request, response) => {
    sendPage(response, noticePage({ title: said.lostTitle, text: [said.lost] }), 404);
  });
  app.use(answerTrouble(parts.log));
  return app;
}

/** Another site must not press our buttons. */
function ownPagesOnly(origin: string): RequestHandler {
  return ({ method, headers }, response, next) => {
    const isReading = method === 'GET' || method === 'HEAD';
    // Browsers name the origin of each form that they send; one that does not is no browser with a cookie to misuse.
    if (isReading || headers.origin === undefined || headers.origin === origin) return next();
    sendPage(response, noticePage({ title: said.foreignTitle, text: [said.foreign] }), 403);
  };
}
