import type { RequestHandler } from 'express';
import { noticePage } from './pages/notice-page.ts';
import { sendPage } from './pages/send-page.ts';

/** Nothing runs in these pages, nothing comes from elsewhere, and they stand in no frame. */
export function securityHeaders(gatewayOrigin: string): RequestHandler {
  // The form's answer leads to the gateway, and from there to wherever the person's dashboard is: browsers hold each step against
  // form-action too.
  const anyDashboard = gatewayOrigin.startsWith('https:') ? 'https:' : 'https: http://localhost:*';
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action 'self' ${gatewayOrigin} ${anyDashboard}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
    });
    next();
  };
}

/** Another site must not press our buttons. */
export function ownPagesOnly(origin: string): RequestHandler {
  return (request, response, next) => {
    const from = request.headers.origin;
    if (request.method === 'GET' || request.method === 'HEAD' || from === undefined || from === origin)
      return next();
    sendPage(
      response,
      noticePage({ title: 'That came from another site', text: ['Please use the button on our page.'] }),
      403,
    );
  };
}
