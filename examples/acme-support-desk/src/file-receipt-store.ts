import { join } from 'node:path';
import type { ReceiptStore, SavedReceipt } from '@parley/vendor-sdk';
import { readJson, writeJson } from './data-folder.ts';

/** Receipts in the data folder, one file a consent: what Acme must not lose. */
export function createFileReceiptStore(dataDir: string): ReceiptStore {
  const fileOf = (consentId: string): string => {
    if (!/^[\w-]{1,100}$/.test(consentId)) throw new Error('a consent id that is no file name');
    return join(dataDir, 'receipts', `${consentId}.json`);
  };
  return {
    save: (saved) => writeJson(fileOf(saved.consentId), saved),
    find: (consentId) => readJson<SavedReceipt>(fileOf(consentId)),
  };
}
