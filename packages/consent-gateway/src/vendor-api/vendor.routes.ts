// The HTTP edge of what vendors may do without a token, mounted at the read API's path. Nothing is decided here.
import { CLIENT_ASSERTION_HEADER } from '@parley/protocol';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { GatewayError } from '../gateway-error.ts';
import { limitsOf } from '../http/answer-limits.ts';
import { resourceHeaders } from '../http/resource-headers.ts';
import { sendJson } from '../http/send-json.ts';
import { describedBy, sendProblem } from '../http/send-problem.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { type AuthenticateOptions, authenticateVendor } from './authenticate-vendor.ts';
import { consentStanding } from './consent-standing.ts';
import type { VendorConsents } from './vendor-consents.ts';

export interface VendorRoutesOptions extends AuthenticateOptions {
  readonly consents: VendorConsents;
  readonly nonces: { current(): string };
  /** The address of the document that describes this API (RFC 9728). */
  readonly resourceMetadata: string;
}

/** `GET /consents/{id}`. Mount before the approved read, to which every other path belongs. */
export function createVendorRoutes(options: VendorRoutesOptions): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const asVendor: RequestHandler[] = [
    describedBy(options.resourceMetadata),
    resourceHeaders(options.nonces),
    requireVendor(options),
  ];
  router.get('/consents/:id', ...asVendor, async (request, response) => {
    const sinceVersion = versionOf(request);
    const standing = await consentStanding(
      { consentId: String(request.params['id']), vendorId: vendorOf(response).vendorId, sinceVersion },
      options,
    );
    sendJson(response, standing);
  });
  return router;
}

/** Lets only vendors through: with a client assertion, and a proof for exactly this request. */
function requireVendor(options: AuthenticateOptions): RequestHandler {
  return async (request, response, next) => {
    limitsOf(response);
    const { [CLIENT_ASSERTION_HEADER]: assertions = [], dpop: proofs = [] } = request.headersDistinct;
    const caller = await authenticateVendor(
      { method: request.method, target: request.originalUrl, assertions, proofs },
      options,
    );
    if (!caller.authenticated) return sendProblem(response, { code: caller.reason });
    response.locals['vendor'] = caller.vendor;
    next();
  };
}

const vendorOf = (response: Response): Vendor => response.locals['vendor'] as Vendor;

function versionOf(request: Request): number | undefined {
  const [, search = ''] = request.originalUrl.split(/\?(.*)/s);
  const [version, ...others] = new URLSearchParams(search).getAll('since_version');
  if (version === undefined) return undefined;
  if (others.length > 0 || !/^[1-9]\d{0,8}$/.test(version))
    throw new GatewayError('invalid_request', 'since_version is no version');
  return Number(version);
}
