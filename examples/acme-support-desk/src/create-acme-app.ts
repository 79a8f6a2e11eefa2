// The site: what is published for gateways, the way to a consent, and the desk that reads with it.

import { readFile } from 'node:fs/promises';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { AcmeParts } from './acme-parts.ts';
import { createConnectRoutes } from './connect.routes.ts';
import { createDeskRoutes } from './desk.routes.ts';
import { createEndRoutes } from './end.routes.ts';
import { openConsents } from './open-consents.ts';
import { homePage } from './pages/home-page.ts';
import { noticePage } from './pages/notice-page.ts';
import { sendPage } from './send-page.ts';
import { troubleOf } from './trouble.ts';
import { whatAcmeAsks } from './what-acme-asks.ts';

const STYLES = ['acme.css', 'desk.css'];

export function createAcmeApp(parts: AcmeParts): Express {
  const { sessions, now } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(parts.gateway.origin));
  app.use(ownPagesOnly(parts.origin));
  for (const name of STYLES) {
    app.get(`/${name}`, async (_request, response) => {
      response.type('css').send(await readFile(new URL(name, import.meta.url)));
    });
  }
  app.get('/client.json', (_request, response) => void response.json(parts.document));
  app.get('/jwks.json', (_request, response) => void response.json(parts.document.jwks));
  app.get('/', (request, response) => {
    const { consent, pending } = sessions.read(request);
    const isAsking = pending !== undefined;
    sendPage(
      response,
      homePage({ isConnected: consent !== undefined, isAsking, asked: whatAcmeAsks(now()) }),
    );
  });
  const consents = openConsents(parts.gateway, sessions);
  app.use(
    createConnectRoutes(parts),
    createDeskRoutes({ ...parts, consents }),
    createEndRoutes({ ...parts, consents }),
  );
  app.use((_request, response) => {
    sendPage(
      response,
      noticePage({ title: 'There is no such page', text: ['Perhaps the address has a slip in it.'] }),
      404,
    );
  });
  app.use(answerTrouble(parts.log));
  return app;
}

function securityHeaders(gatewayOrigin: string): RequestHandler {
  // The form's answer leads to the gateway, and from there to wherever the person's dashboard is: browsers hold each step against
  // form-action too.
  const anyDashboard = gatewayOrigin.startsWith('https:') ? 'https:' : 'https: http://localhost:*';
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action 'self' ${gatewayOrigin} ${anyDashboard}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
    });
    next();
  };
}

/** Another site must not press our buttons. */
function ownPagesOnly(origin: string): RequestHandler {
  return (request, response, next) => {
    const from = request.headers.origin;
    if (request.method === 'GET' || request.method === 'HEAD' || from === undefined || from === origin)
      return next();
    sendPage(
      response,
      noticePage({ title: 'That came from another site', text: ['Please use the button on our page.'] }),
      403,
    );
  };
}

function answerTrouble(log: (line: string) => void): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const trouble = troubleOf(error, { isReported: response.locals['isReported'] === true });
    if (trouble.status >= 500)
      log(`${trouble.title}: ${error instanceof Error ? error.message : 'unknown fault'}`);
    if (trouble.retryAfterSeconds !== undefined)
      response.set('Retry-After', String(trouble.retryAfterSeconds));
    sendPage(response, noticePage(trouble), trouble.status);
  };
}
