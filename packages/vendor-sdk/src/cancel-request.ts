import { requestCancelledSchema } from '@parley/protocol';
import {
  type AccessRequestHandle,
  assertAnyHandle,
  type PendingRequestHandle,
} from './access-request-handle.ts';
import { VendorSdkError } from './errors.ts';
import { callAsVendor } from './gateway/call-as-vendor.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';

/** Takes a request back before it was decided. It is named by the digest of what the vendor has signed. */
export async function cancelRequest(
  connection: GatewayConnection,
  handle: AccessRequestHandle | PendingRequestHandle,
  signal: AbortSignal | undefined,
): Promise<void> {
  assertAnyHandle(handle, connection.origin);
  const path = `/requests/${handle.requestSha256}/cancel`;
  const answer = await callAsVendor(connection, { method: 'POST', path, signal });
  const cancelled = requestCancelledSchema.safeParse(answer);
  if (cancelled.success && cancelled.data.request_sha256 === handle.requestSha256) return;
  throw new VendorSdkError('invalid_response', { detail: 'no word that the request was cancelled' });
}
