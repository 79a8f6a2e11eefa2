import { createVendorClient, type VendorClient, type VendorClientOptions } from '@parley/vendor-sdk';
import { createFileReceiptStore } from '@parley/vendor-sdk/file-store';

export function clientWithReceipts(folder: string, options: VendorClientOptions): VendorClient {
  return createVendorClient({ ...options, store: createFileReceiptStore({ folder }) });
}
