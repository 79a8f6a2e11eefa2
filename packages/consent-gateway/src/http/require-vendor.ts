import { CLIENT_ASSERTION_HEADER } from '@parley/protocol';
import type { RequestHandler, Response } from 'express';
import type { AdmitCaller } from '../limits/call-limits.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { type AuthenticateOptions, authenticateVendor } from '../vendor-api/authenticate-vendor.ts';
import { limitsOf } from './answer-limits.ts';
import { resourceHeaders } from './resource-headers.ts';
import { describedBy, sendProblem } from './send-problem.ts';

export interface RequireVendorOptions extends AuthenticateOptions {
  readonly nonces: { current(): string };
  readonly admit: AdmitCaller;
  /** The address of the document that describes this API (RFC 9728). */
  readonly resourceMetadata: string;
}

/** Lets only vendors through: with a client assertion, and a proof for exactly this request. */
export function requireVendor(options: RequireVendorOptions): RequestHandler[] {
  const authenticate: RequestHandler = async (request, response, next) => {
    const { [CLIENT_ASSERTION_HEADER]: assertions = [], dpop: proofs = [] } = request.headersDistinct;
    const caller = await authenticateVendor(
      { method: request.method, target: request.originalUrl, assertions, proofs },
      options,
    );
    if (!caller.authenticated) return sendProblem(response, { code: caller.reason });
    const tooMuch = options.admit(request, caller.vendor.vendorId);
    if (tooMuch !== undefined) return sendProblem(response, tooMuch);
    response.locals['vendor'] = caller.vendor;
    next();
  };
  return [describedBy(options.resourceMetadata), resourceHeaders(options.nonces), authenticate];
}

/** Before whatever is no stream. */
export const answerInTime: RequestHandler = (_request, response, next) => {
  limitsOf(response);
  next();
};

/** Who has been let through. */
export const vendorOf = (response: Response): Vendor => response.locals['vendor'] as Vendor;
