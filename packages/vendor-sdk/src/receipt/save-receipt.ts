import type { ReceiptClaims } from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { redactError } from '../http/redact.ts';
import type { ReceiptStore, SavedReceipt } from './receipt-store.ts';

/** Keeps a verified receipt before anything is done with it: without it the vendor could not come back. */
export async function saveReceipt(
  { origin, settings }: GatewayConnection,
  receipt: string,
  claims: ReceiptClaims,
): Promise<void> {
  const { consent_id: consentId, consent_version: version } = claims;
  try {
    await settings.store.save({ consentId, gateway: origin, version, receipt });
  } catch (fault) {
    throw new VendorSdkError('store_failed', { cause: redactError(fault, [receipt]) });
  }
}

export async function findReceipt(store: ReceiptStore, consentId: string): Promise<SavedReceipt | undefined> {
  try {
    return await store.find(consentId);
  } catch (fault) {
    throw new VendorSdkError('store_failed', { cause: redactError(fault) });
  }
}
