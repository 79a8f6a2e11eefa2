import type { Route } from 'playwright-core';
import type { WatchedPage } from './dashboard-stage.ts';

/**
 * Answers requests in the place of a server, badly, until it is called off and has answered all that it took. What the browser notes of
 * that is no fault, however late it notes it.
 */
export async function makeTrouble(
  page: WatchedPage,
  at: string | RegExp,
  answer: (route: Route) => Promise<unknown>,
): Promise<() => Promise<void>> {
  const underWay: Promise<unknown>[] = [];
  await page.route(at, (route) => {
    page.forgiven.push(route.request().url());
    const answered = answer(route);
    underWay.push(answered);
    return answered;
  });
  return async () => {
    await page.unroute(at);
    await Promise.allSettled(underWay);
  };
}

/** Answers as a server on another origin does, with nothing but a status. */
export const withStatus =
  (status: number) =>
  (route: Route): Promise<void> =>
    route.fulfill({ status, headers: { 'access-control-allow-origin': '*' }, body: '' });

export const withNothing = (route: Route): Promise<void> => route.abort();
