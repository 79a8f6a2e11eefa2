import type { ownerApi } from '@parley/protocol';
import type { z } from 'zod';

export type LedgerPage = z.output<typeof ownerApi.ledgerPageSchema>;

/** PORT. What the owner sees of her ledger. */
export interface LedgerReader {
  /**
   * Newest first. It holds what is not chained yet (`sequence` is null) and, for the refusals that are still being counted, one entry
   * for each consent and reason.
   *
   * @throws {GatewayError} invalid_cursor
   */
  listLedger(query: {
    readonly ownerId: string;
    /** Default: all of the owner's consents. */
    readonly consentId?: string;
    /** `nextCursor` of the page before. New entries do not move the pages behind it. */
    readonly cursor?: string;
    /** 1 to 200. */
    readonly limit: number;
  }): Promise<LedgerPage>;
}
