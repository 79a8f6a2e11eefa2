import { type Consent, type ConsentChange, isVendorSdkError } from '@parley/vendor-sdk';
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { AcmeParts } from '../acme-parts.ts';
import { CUSTOMER_CARE } from '../ask/what-acme-asks.ts';
import { settleEnd } from '../delete/settle-end.ts';
import { deskPage } from '../pages/desk-page.ts';
import { issuePage } from '../pages/issue-page.ts';
import { sendPage, whileWaiting } from '../pages/send-page.ts';
import { consentOfVisitor } from './consent-of-visitor.ts';

/** What a person is shown of what she shares: read anew at the gateway for each page, so that it is never older than her last word. */
export function createDeskRoutes(parts: AcmeParts): Router {
  const { sessions } = parts;
  const router = Router();
  router.get('/desk', async (request, response) => {
    const signal = whileWaiting(response);
    const consent = await consentOfVisitor(parts, request, signal);
    if (consent === undefined) return response.redirect(303, '/');
    const reading = { purpose: CUSTOMER_CARE, signal };
    // One after the other: an end that the first read meets is the whole page's.
    const issues = await ifGiven(consent, 'issues', () => consent.issues.list(reading));
    const preferences = await ifGiven(consent, 'preferences', () => consent.preferences.list(reading));
    const changes = await changesToTell(parts, consent, request, response);
    sendPage(response, deskPage({ consent, issues, preferences, changes }));
  });
  router.get('/desk/issues/:id', async (request, response) => {
    const signal = whileWaiting(response);
    const consent = await consentOfVisitor(parts, request, signal);
    if (consent === undefined) return response.redirect(303, '/');
    const issue = await consent.issues.get(request.params.id, { purpose: CUSTOMER_CARE, signal });
    sendPage(response, issuePage(issue));
  });
  // A consent that has ended is forgotten, so that the start page offers a new one. The store keeps its receipt.
  const forgetEnded: ErrorRequestHandler = async (error, request, response, next) => {
    if (!isVendorSdkError(error)) return next(error);
    const consent = await consentOfVisitor(parts, request, whileWaiting(response));
    if (consent?.ended !== undefined) {
      await sessions.write(request, response, {});
      response.locals['isReported'] = await settleEnd(parts, consent.id);
    }
    next(error);
  };
  return router.use(forgetEnded);
}

/** What the person has changed since the last page, told once. */
async function changesToTell(
  { sessions }: AcmeParts,
  consent: Consent,
  request: Request,
  response: Response,
): Promise<readonly ConsentChange[]> {
  const { consent: known, ...session } = sessions.read(request);
  if (known === undefined || known.version === consent.version) return [];
  const { changes } = await consent.status({ sinceVersion: known.version });
  await sessions.write(request, response, { ...session, consent: { ...known, version: consent.version } });
  return changes;
}

/** All items, or `undefined` where the person did not give the category, or has taken it out since. */
async function ifGiven<T>(
  consent: Consent,
  category: string,
  list: () => AsyncIterable<T>,
): Promise<T[] | undefined> {
  if (!consent.details.some(({ datatypes }) => datatypes.includes(category))) return undefined;
  const items: T[] = [];
  try {
    for await (const item of list()) items.push(item);
    return items;
  } catch (error) {
    if (isVendorSdkError(error, 'insufficient_authorization')) return undefined;
    throw error;
  }
}
