import { sha256 } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import { areEqual } from '../secrets/digests.ts';
import type { AccessRequest, AccessRequestStore } from './access-request.ts';

/** `secret`: what the app and the browser share. Of a request that came without a browser there is none. */
interface Claim {
  readonly requestId: string;
  readonly secret: string | undefined;
  readonly ownerId: string;
}

/**
 * The request that an owner's app may decide. One that a browser carries: the app must hold the secret that this very browser has bound;
 * without this, somebody could start a request and have another person's app give it. One that came without a browser is its owner's
 * from the beginning.
 *
 * @throws {GatewayError} `not_found`; `access_denied` where the secret is not the bound one; `request_ended`, `request_cancelled`
 */
export async function claimRequest(
  claim: Claim,
  options: { requests: AccessRequestStore },
): Promise<AccessRequest> {
  const request = await options.requests.find(claim.requestId);
  if (request === undefined || !canBeOf(claim.ownerId, request))
    throw new GatewayError('not_found', 'no such request for this owner');
  if (!isCarried(request)) return request;
  if (
    claim.secret === undefined ||
    request.appChallenge === null ||
    !areEqual(request.appChallenge, await sha256(claim.secret))
  ) {
    throw new GatewayError('access_denied', 'the secret is not the one that the browser has bound');
  }
  if (request.status === 'cancelled')
    throw new GatewayError('request_cancelled', 'the vendor has taken the request back');
  if (request.status === 'requested' && !(await options.requests.claim(claim.requestId, claim.ownerId))) {
    throw new GatewayError('request_ended', 'the access request is not open');
  }
  return request;
}

/** Whether a browser carries it. */
export const isCarried = (request: AccessRequest): boolean => request.cameBy === 'redirect';

/** Without a browser nobody can make it theirs: what nobody was asked stays nobody's. */
const canBeOf = (ownerId: string, request: AccessRequest): boolean =>
  request.ownerId === ownerId || (request.ownerId === null && isCarried(request));
