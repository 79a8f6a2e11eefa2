import { type AuthorizationDetails, newId } from '@parley/protocol';
import type { AccessRequestStore } from './access-request.ts';

/** How long a request waits for a browser's decision: as long as the interaction that carries it. */
export const REQUEST_SECONDS = 30 * 60;

/** A vendor has asked, and a browser has come with it: from now on it is an access request that an owner may decide. */
export async function receiveAccessRequest(
  asked: { vendorId: string; details: AuthorizationDetails; requestJws: string; interactionUid: string },
  options: { requests: AccessRequestStore },
): Promise<string> {
  const requestId = newId('request');
  await options.requests.add({ ...asked, requestId, lifetimeSeconds: REQUEST_SECONDS });
  return requestId;
}
