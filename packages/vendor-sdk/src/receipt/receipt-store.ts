/** What a vendor must keep of a consent: with the client's key it is enough to read again, for as long as the consent lives. */
export interface SavedReceipt {
  readonly consentId: string;
  /** The origin to give to `client.at`. */
  readonly gateway: string;
  readonly version: number;
  readonly receipt: string;
}

/**
 * PORT. Where the client keeps receipts. `save` replaces what is kept for the same consent, and resolves when it
 * would survive a crash: the client hands out no consent whose receipt is not saved.
 */
export interface ReceiptStore {
  save(saved: SavedReceipt): Promise<void>;
  find(consentId: string): Promise<SavedReceipt | undefined>;
}

/**
 * Receipts in memory: for tests and trials. After a restart the owner would have to be asked again.
 *
 * @example
 * ```ts
 * import { createMemoryReceiptStore } from '@parley/vendor-sdk';
 *
 * const store = createMemoryReceiptStore();
 * console.log(await store.find('consent_6Z0vYx1Q2w3E4r5T6y7U8i'));
 * ```
 */
export function createMemoryReceiptStore(): ReceiptStore {
  const receipts = new Map<string, SavedReceipt>();
  return {
    async save(saved) {
      receipts.set(saved.consentId, saved);
    },
    async find(consentId) {
      return receipts.get(consentId);
    },
  };
}
