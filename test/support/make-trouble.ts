import type { Route } from 'playwright-core';
import type { WatchedPage } from './dashboard-stage.ts';

/**
 * Answers requests in the place of a server, badly, until it is called off. What the browser notes of that is no fault, however late it
 * notes it.
 */
export async function makeTrouble(
  page: WatchedPage,
  at: string | RegExp,
  answer: (route: Route) => Promise<unknown>,
): Promise<() => Promise<void>> {
  await page.route(at, async (route) => {
    page.forgiven.push(route.request().url());
    await answer(route);
  });
  return () => page.unroute(at);
}

/** Answers as a server on another origin does, with nothing but a status. */
export const withStatus =
  (status: number) =>
  (route: Route): Promise<void> =>
    route.fulfill({ status, headers: { 'access-control-allow-origin': '*' }, body: '' });

export const withNothing = (route: Route): Promise<void> => route.abort();
