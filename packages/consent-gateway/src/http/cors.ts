import type { RequestHandler } from 'express';

/**
 * Lets the owner's apps call from any origin. There is nothing that a browser would send along by itself: every call carries a token
 * and a proof of its own.
 */
export function openToApps(): RequestHandler {
  return (request, response, next) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'WWW-Authenticate, Retry-After, Parley-Request-Id');
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, DPoP, Content-Type');
    response.setHeader('Access-Control-Max-Age', '600');
    response.status(204).end();
  };
}
