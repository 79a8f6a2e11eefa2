import type { Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A page, never kept by the browser: what stands on it may be over by the next minute. Whatever was put into it is text. */
export function sendPage(response: Response, page: VNode, status = 200): void {
  response.status(status).set('Cache-Control', 'no-store').type('html');
  response.send(`<!doctype html>${renderToString(page)}`);
}

/** Aborted when the browser leaves before it has its answer. */
export function whileWaiting(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
