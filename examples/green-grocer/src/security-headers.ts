import type { RequestHandler } from 'express';

/** Nothing runs in these pages, nothing comes from elsewhere, and they stand in no frame. */
export function securityHeaders(origin: string): RequestHandler {
  // The form's answer leads to whichever gateway the visitor has, and on to that one's dashboard: browsers hold each step against this.
  const gateways = origin.startsWith('https:') ? 'https:' : 'https: http://localhost:*';
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `form-action 'self' ${gateways}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    });
    next();
  };
}
