import { CLIENT_ASSERTION_HEADER, PURPOSE_HEADER } from '@parley/protocol';
import type { RequestHandler } from 'express';

const VARY = ['Authorization', 'DPoP', PURPOSE_HEADER, CLIENT_ASSERTION_HEADER, 'Accept'].join(', ');

/** What vendors' calls are answered with: a fresh nonce each time, so that a client is never without one. */
export function resourceHeaders(nonces: { current(): string }): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('DPoP-Nonce', nonces.current());
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('Vary', VARY);
    next();
  };
}
