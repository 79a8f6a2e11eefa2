import type { RequestHandler } from 'express';
import { sendProblem } from './send-problem.ts';

/**
 * Answers 421 unless the request was sent to a host that this gateway has: nothing is ever derived from a Host header that
 * the sender chose. The X-Forwarded headers are not read at all.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20
 */
export function hostGuard(options: { readonly origins: readonly string[] }): RequestHandler {
  const hosts = new Set(options.origins.map((origin) => new URL(origin).host));
  return (request, response, next) => {
    const stated = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
    const host = request.headers.host?.toLowerCase() ?? '';
    // A target such as `GET http://other.example/` names a host of its own.
    if (stated.length === 1 && hosts.has(host) && request.url.startsWith('/')) next();
    else sendProblem(response, { code: 'misdirected_request' });
  };
}
