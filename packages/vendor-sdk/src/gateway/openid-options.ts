import { allowInsecureRequests, customFetch, type DiscoveryRequestOptions } from 'openid-client';
import type { Attempt } from '../http/attempt.ts';

/**
 * How the OAuth library sends: through the attempt, which has the limits. The library need not check for https
 * again: the attempt sends only to the gateway's origin, and `gatewayOrigin` has decided about that.
 */
export function openidOptions(attempt: Attempt): DiscoveryRequestOptions {
  return {
    [customFetch]: (url, init) => attempt.fetch(url, init as RequestInit),
    execute: [allowInsecureRequests],
    timeout: 0,
  };
}
