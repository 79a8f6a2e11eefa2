import type { RequestHandler } from 'express';

/** What a page may do. The plain pages and the dashboard widen it for themselves, never the framing. */
export const STRICT_CONTENT_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The headers of every answer, errors included: never framed, never sniffed, never cached, no address passed on. */
export function securityHeaders(options: { readonly https: boolean }): RequestHandler {
  const headers: Record<string, string> = {
    'Content-Security-Policy': STRICT_CONTENT_POLICY,
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
  if (options.https) headers['Strict-Transport-Security'] = `max-age=${ONE_YEAR_SECONDS}`;
  const each = Object.entries(headers);
  return (_request, response, next) => {
    response.removeHeader('X-Powered-By');
    for (const [name, value] of each) response.setHeader(name, value);
    next();
  };
}
