import type { Response } from 'express';
import type { Html } from './html.ts';

/** A page, never kept by the browser: what stands on it may be over by the next minute. */
export function sendPage(response: Response, page: Html, status = 200): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(`<!doctype html>${page.markup}`);
}

/** Aborted when the browser leaves before it has its answer. */
export function whileWaiting(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
