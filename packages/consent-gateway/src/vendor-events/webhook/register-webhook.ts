import type { WebhookRequest } from '@parley/protocol';
import { GatewayError } from '../../gateway-error.ts';
import type { Vendor } from '../../vendor/vendor-directory.ts';
import { isOnOwnOrigin } from './own-origin.ts';
import type { WebhookStore } from './webhook-store.ts';

export interface RegisterOptions {
  readonly webhooks: Pick<WebhookStore, 'register'>;
  /** Whether an address may be fetched at all. */
  readonly isAcceptableAddress: (address: string) => boolean;
}

/**
 * A vendor says where it wants to be told. Only on an origin of its own, so that nobody has the gateway knock at others' doors.
 *
 * @throws {GatewayError} `webhook_url_refused`
 */
export async function registerWebhook(
  { vendor, webhook }: { readonly vendor: Vendor; readonly webhook: WebhookRequest },
  { webhooks, isAcceptableAddress }: RegisterOptions,
): Promise<void> {
  const { url, types } = webhook;
  const redirectUris = redirectUrisOf(vendor.metadata);
  if (!isAcceptableAddress(url) || !isOnOwnOrigin(url, { vendorId: vendor.vendorId, redirectUris }))
    throw new GatewayError('webhook_url_refused', 'a webhook elsewhere than on an origin of its vendor');
  await webhooks.register(vendor.vendorId, { url, types });
}

function redirectUrisOf({ redirect_uris: uris }: Vendor['metadata']): string[] {
  return Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
}
