import type { ConsentView } from '@parley/protocol';
import type { Consent } from '@parley/vendor-sdk';
import type { Page } from 'playwright-core';

const OF_CONSENTS = /\/owner\/v1\/consents(\?|$)/;
const A_PAGE = 200;

/** Widens the owner API's list of consents on its way into this page; gives the way back. What a consent gives is as in `like`. */
export async function showMany(
  page: Page,
  { count, like }: { readonly count: number; readonly like: Consent },
): Promise<() => Promise<void>> {
  await page.route(OF_CONSENTS, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const to = Math.min(from + A_PAGE, count);
    const consents = Array.from({ length: to - from }, (_, at) => numbered(from + at, like));
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { consents, ...(to < count ? { nextCursor: String(to) } : {}) },
    });
  });
  return () => page.unroute(OF_CONSENTS);
}

const numbered = (at: number, { details, until }: Consent): ConsentView => ({
  consentId: `consent_${at}`,
  version: 1,
  status: 'given',
  vendor: {
    vendorId: `https://c${at}.example/client.json`,
    name: `Company ${at}`,
    knownBy: 'document',
    clientHost: `c${at}.example`,
    held: false,
  },
  details: [...details],
  givenAt: new Date().toISOString(),
  until,
  firstReadAt: null,
  lastReadAt: null,
  readsThisMonth: at,
});
