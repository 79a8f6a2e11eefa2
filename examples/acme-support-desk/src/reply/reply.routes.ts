import { isVendorSdkError, type ReplyOptions } from '@parley/vendor-sdk';
import express, { Router } from 'express';
import type { AcmeParts } from '../acme-parts.ts';
import { CUSTOMER_CARE } from '../ask/what-acme-asks.ts';
import { readIssueView } from '../inbox/issue-view.ts';
import { type Action, honourActions, keepHonour } from '../measure/honours.ts';
import { sendPage, whileWaiting } from '../pages/send-page.ts';
import { gonePage, teamIssuePage } from '../pages/team/issue-page.ts';
import { notSent, notSentElse } from '../text/en.ts';
import { readReplyForm } from './read-reply-form.ts';

/** 10,000 characters of the longest kind, as a form has them. */
const FORM_BYTES = '160kb';

/** What the team says to a customer: in an issue, and of a preference. */
export function createReplyRoutes(parts: AcmeParts): Router {
  const { consents, keeper, log, now } = parts;
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES });
  router.post('/consents/:consentId/issues/:id/reply', form, async (request, response) => {
    const { consentId, id } = request.params as { consentId: string; id: string };
    const view = await readIssueView(parts, { consentId, id });
    if (view === undefined) return sendPage(response, gonePage(), 404);
    const { key, ...said } = readReplyForm(request.body);
    try {
      const consent = await consents.get(consentId, whileWaiting(response));
      if (consent === undefined) return sendPage(response, gonePage(), 404);
      const written: ReplyOptions = { ...said, purpose: CUSTOMER_CARE, by: 'person', idempotencyKey: key };
      await consent.reply(id, written);
    } catch (error) {
      if (!isVendorSdkError(error)) throw error;
      log(`An answer was not sent: ${error.code}`);
      const fault = notSent[error.code] ?? notSentElse;
      // The same key: what may have arrived arrives once.
      return sendPage(response, teamIssuePage(view, { key, now: now(), said, fault }), 502);
    }
    // It stands in the pod; the copy has it now, or a little later.
    await keeper.look(consentId).catch(() => keeper.lookSoon(consentId));
    response.redirect(303, `/team/consents/${consentId}/issues/${id}?sent`);
  });
  router.post('/consents/:consentId/preferences/:id/honour', form, async (request, response) => {
    const { consentId, id } = request.params as { consentId: string; id: string };
    const { action, issue } = (request.body ?? {}) as Record<string, unknown>;
    const held = (await parts.items.preferences(consentId)).find(({ body }) => body.id === id);
    const consent = await consents.get(consentId, whileWaiting(response));
    if (held === undefined || consent === undefined || !isAction(action))
      return sendPage(response, gonePage(), 404);
    const { body: preference } = held;
    const taken = await consent.honour(preference, { purpose: CUSTOMER_CARE, action });
    await keepHonour(parts.database, { consentId, preference, action, taken });
    const back =
      typeof issue === 'string' && /^[\w-]+$/.test(issue) ? `/consents/${consentId}/issues/${issue}` : '';
    response.redirect(303, `/team${back}`);
  });
  return router;
}

const isAction = (word: unknown): word is Action => honourActions.some((action) => action === word);
