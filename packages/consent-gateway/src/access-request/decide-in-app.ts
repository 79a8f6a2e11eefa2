import { sha256 } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import { areEqual } from '../secrets/digests.ts';
import type { AccessRequest, AccessRequestStore } from './access-request.ts';

/**
 * The request that an owner's app may decide: the app must hold the secret that the very browser which carries the request has
 * bound. Without this, somebody could start a request and have another person's app give it.
 *
 * @throws {GatewayError} `not_found`; `access_denied` where the secret is not the bound one; `request_ended`, `request_cancelled`
 */
export async function claimRequest(
  claim: { requestId: string; secret: string; ownerId: string },
  options: { requests: AccessRequestStore },
): Promise<AccessRequest> {
  const request = await options.requests.find(claim.requestId);
  if (request === undefined || (request.ownerId !== null && request.ownerId !== claim.ownerId))
    throw new GatewayError('not_found', 'no such request for this owner');
  if (request.appChallenge === null || !areEqual(request.appChallenge, await sha256(claim.secret))) {
    throw new GatewayError('access_denied', 'the secret is not the one that the browser has bound');
  }
  if (request.status === 'cancelled')
    throw new GatewayError('request_cancelled', 'the vendor has taken the request back');
  if (request.status === 'requested' && !(await options.requests.claim(claim.requestId, claim.ownerId))) {
    throw new GatewayError('request_ended', 'the access request is not open');
  }
  return request;
}
