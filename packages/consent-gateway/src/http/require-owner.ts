import type { RequestHandler, Response } from 'express';
import type { AdmitCaller } from '../limits/call-limits.ts';
import type { OwnerRequest, VerifiedOwner } from '../owner-api/verify-owner-token.ts';
import { sendProblem } from './send-problem.ts';

export interface OwnerCaller extends VerifiedOwner {
  readonly ownerId: string;
}

/** Lets only owners through, with a Solid-OIDC token and a proof for exactly this request. */
export function requireOwner(options: {
  origin: string;
  verify: (request: OwnerRequest) => Promise<VerifiedOwner>;
  ownerIdOf: (webId: string) => string;
  admit: AdmitCaller;
}): RequestHandler {
  return async (request, response, next) => {
    const proofs = request.rawHeaders.flatMap((name, at) =>
      at % 2 === 0 && name.toLowerCase() === 'dpop' ? [String(request.rawHeaders[at + 1])] : [],
    );
    const owner = await options.verify({
      authorization: request.headers.authorization,
      proofs,
      method: request.method,
      url:
        new URL(request.originalUrl, options.origin).origin +
        new URL(request.originalUrl, options.origin).pathname,
    });
    const ownerId = options.ownerIdOf(owner.webId);
    const tooMuch = options.admit(request, ownerId);
    if (tooMuch !== undefined) return sendProblem(response, tooMuch);
    response.locals['owner'] = { ...owner, ownerId } satisfies OwnerCaller;
    next();
  };
}

/** The owner that `requireOwner` let through. */
export function ownerOf(response: Response): OwnerCaller {
  return response.locals['owner'] as OwnerCaller;
}
