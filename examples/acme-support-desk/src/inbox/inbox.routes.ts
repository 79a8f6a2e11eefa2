import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { AcmeParts } from '../acme-parts.ts';
import { sendPage } from '../pages/send-page.ts';
import { inboxPage } from '../pages/team/inbox-page.ts';
import { gonePage, teamIssuePage } from '../pages/team/issue-page.ts';
import { readIssueView } from './issue-view.ts';

/** What the team works with: the copy, and nothing that it does not have. */
export function createInboxRoutes(parts: AcmeParts): Router {
  const { items, standings, now } = parts;
  const router = Router();
  router.get('/', async (_request, response) => {
    const [issues, all] = await Promise.all([items.issues(), standings.all()]);
    sendPage(response, inboxPage({ issues, standings: all, now: now() }));
  });
  router.get('/consents/:consentId/issues/:id', async (request, response) => {
    const view = await readIssueView(parts, request.params);
    if (view === undefined) return sendPage(response, gonePage(), 404);
    const isSent = request.query['sent'] !== undefined;
    sendPage(response, teamIssuePage(view, { key: randomUUID(), now: now(), isSent }));
  });
  return router;
}
