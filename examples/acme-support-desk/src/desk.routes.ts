import { type Consent, isVendorSdkError, type VendorSdkErrorCode } from '@parley/vendor-sdk';
import { type ErrorRequestHandler, type Request, Router } from 'express';
import type { AcmeParts } from './acme-parts.ts';
import { deskPage } from './pages/desk-page.ts';
import { issuePage } from './pages/issue-page.ts';
import { sendPage, whileWaiting } from './send-page.ts';
import { CUSTOMER_CARE } from './what-acme-asks.ts';

const MAX_OPEN_CONSENTS = 100;

const ENDS: ReadonlySet<VendorSdkErrorCode> = new Set([
  'consent_withdrawn',
  'consent_expired',
  'consent_revoked',
  'consent_relinquished',
]);

/** What the support team sees. Everything is read anew for each page, and kept nowhere. */
export function createDeskRoutes({ gateway, sessions }: AcmeParts): Router {
  const open = new Map<string, Consent>();
  /** The visitor's consent, with the tokens that it has already. */
  const consentOf = async (request: Request, signal: AbortSignal): Promise<Consent | undefined> => {
    const { consent: known } = sessions.read(request);
    if (known === undefined || known.gateway !== gateway.origin) return undefined;
    const consent = open.get(known.id) ?? (await gateway.resumeSaved(known.id, { signal }));
    if (consent !== undefined) {
      if (open.size >= MAX_OPEN_CONSENTS) open.clear();
      open.set(known.id, consent);
    }
    return consent;
  };
  const router = Router();
  router.get('/desk', async (request, response) => {
    const signal = whileWaiting(response);
    const consent = await consentOf(request, signal);
    if (consent === undefined) return response.redirect(303, '/');
    const reading = { purpose: CUSTOMER_CARE, signal };
    // One after the other: an end that the first read meets is the whole page's.
    const issues = await ifGiven(consent, 'issues', () => consent.issues.list(reading));
    const preferences = await ifGiven(consent, 'preferences', () => consent.preferences.list(reading));
    sendPage(response, deskPage({ consent, issues, preferences }));
  });
  router.get('/desk/issues/:id', async (request, response) => {
    const signal = whileWaiting(response);
    const consent = await consentOf(request, signal);
    if (consent === undefined) return response.redirect(303, '/');
    const issue = await consent.issues.get(request.params.id, { purpose: CUSTOMER_CARE, signal });
    sendPage(response, issuePage(issue));
  });
  // A consent that has ended is forgotten, so that the start page offers a new one.
  const forgetEnded: ErrorRequestHandler = async (error, request, response, next) => {
    if (isVendorSdkError(error) && ENDS.has(error.code)) await sessions.write(request, response, {});
    next(error);
  };
  return router.use(forgetEnded);
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
