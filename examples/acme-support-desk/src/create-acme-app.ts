// The site: what is published for gateways, the way to a consent, what a person sees of hers, and the team's desk.

import { readFile } from 'node:fs/promises';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { AcmeParts } from './acme-parts.ts';
import { createConnectRoutes } from './ask/connect.routes.ts';
import { whatAcmeAsks } from './ask/what-acme-asks.ts';
import { createEndRoutes } from './delete/end.routes.ts';
import { createInboxRoutes } from './inbox/inbox.routes.ts';
import { createMeasureRoutes } from './measure/measure.routes.ts';
import { homePage } from './pages/home-page.ts';
import { STYLES } from './pages/layout.ts';
import { noticePage } from './pages/notice-page.ts';
import { sendPage } from './pages/send-page.ts';
import { WEBHOOK_PATH } from './receive/receive-events.ts';
import { createReplyRoutes } from './reply/reply.routes.ts';
import { ownPagesOnly, securityHeaders } from './security.ts';
import { createTeamRoutes } from './team/team.routes.ts';
import { createDeskRoutes } from './visitor/desk.routes.ts';
import { troubleOf } from './visitor/trouble.ts';

export function createAcmeApp(parts: AcmeParts): Express {
  const { sessions, now } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(parts.gateway.origin));
  // Before anything that reads bodies: the signature is over the exact bytes.
  app.post(WEBHOOK_PATH, parts.receiver.handle);
  app.use(ownPagesOnly(parts.origin));
  for (const name of STYLES) {
    app.get(`/styles/${name}`, async (_request, response) => {
      response.type('css').send(await readFile(new URL(`styles/${name}`, import.meta.url)));
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
  app.use(createConnectRoutes(parts), createDeskRoutes(parts), createEndRoutes(parts));
  app.use('/team', createTeamRoutes(parts));
  app.use('/team', createInboxRoutes(parts), createReplyRoutes(parts), createMeasureRoutes(parts));
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
