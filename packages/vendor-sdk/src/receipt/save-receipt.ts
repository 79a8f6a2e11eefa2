import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import { redactError } from '../http/redact.ts';
import type { ConsentKey, ReceiptStore, SavedReceipt } from './receipt-store.ts';

/** Keeps a verified receipt before anything is done with it: without it the vendor could not come back. */
export async function saveReceipt(store: ReceiptStore, saved: SavedReceipt): Promise<void> {
  await store.save(saved).catch((fault: unknown) => {
    throw storeFailed(fault, saved.receipt);
  });
}

export async function findReceipt(store: ReceiptStore, key: ConsentKey): Promise<SavedReceipt | undefined> {
  try {
    return await store.find(key);
  } catch (fault) {
    throw storeFailed(fault);
  }
}

/** A store's own words are passed on where it throws this package's error. */
function storeFailed(fault: unknown, secret = ''): VendorSdkError {
  if (isVendorSdkError(fault, 'store_failed')) return fault;
  return new VendorSdkError('store_failed', { cause: redactError(fault, [secret]) });
}
