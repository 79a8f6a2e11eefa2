import { describe } from 'vitest';
import { createMemoryReceiptStore } from '../index.ts';
import { itKeepsReceipts } from '../test-support/receipt-store.contract.ts';

describe('receipts in memory', () => {
  itKeepsReceipts(async () => {
    const store = createMemoryReceiptStore();
    return [store, store];
  });
});
