import type { RequestHandler, Response } from 'express';

const HEADER = 'Parley-Request-Id';

/** Gives each request an id: in the answer's header, in every problem's `instance`, in the log, and in the ledger. */
export function requestId(): RequestHandler {
  return (_request, response, next) => {
    const id = globalThis.crypto.randomUUID();
    response.locals['requestId'] = id;
    response.setHeader(HEADER, id);
    next();
  };
}

/** The id that `requestId` gave. */
export function requestIdOf(response: Response): string {
  return String(response.locals['requestId']);
}
