import type { ConsentStatus } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import type { AccessRequestStore } from './access-request.ts';

/** What became of a request that a vendor takes back. `over`: decided without a consent, or its time is over. */
export type Cancellation =
  | { readonly kind: 'cancelled' | 'unknown' | 'under_way' | 'over' }
  | { readonly kind: 'given'; readonly status: ConsentStatus };

/** A request became a consent before its vendor took it back. */
export interface AlreadyGiven {
  readonly consentStatus: ConsentStatus;
}

/**
 * The vendor takes a request back that waits for a decision or was deferred, in whatever browser it is. Doing it twice is doing it once.
 *
 * @throws {GatewayError} `not_found` where this vendor has no such request; `conflict` where a giving is being written, which wins;
 * `request_ended`
 */
export async function cancelAccessRequest(
  request: { requestSha256: string; vendorId: string },
  options: { requests: Pick<AccessRequestStore, 'cancel'> },
): Promise<AlreadyGiven | undefined> {
  const result = await options.requests.cancel(request.requestSha256, request.vendorId);
  switch (result.kind) {
    case 'cancelled':
      return undefined;
    case 'given':
      return { consentStatus: result.status };
    case 'unknown':
      throw new GatewayError('not_found', 'no such request of this vendor');
    case 'under_way':
      throw new GatewayError('conflict', 'the owner is giving it just now');
    case 'over':
      throw new GatewayError('request_ended', 'the access request is not open');
  }
}
