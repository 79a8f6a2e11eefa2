import type { RequestHandler } from 'express';

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-server',
];

/**
 * Puts the configured origin in the place of every forwarded header: what the caller wrote there is gone, and the authorization server,
 * which makes its addresses from them, can only make ours.
 */
export function publicOriginOnly(options: { readonly origin: string }): RequestHandler {
  const { host, protocol } = new URL(options.origin);
  return (request, _response, next) => {
    for (const name of FORWARDED) delete request.headers[name];
    request.headers['x-forwarded-host'] = host;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    next();
  };
}
