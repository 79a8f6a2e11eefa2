import type { LedgerEntryBody, ownerApi } from '@parley/protocol';
import type { z } from 'zod';

export type LedgerPage = z.output<typeof ownerApi.ledgerPageSchema>;

export interface LedgerQuery {
  readonly ownerId: string;
  /** Default: all of the owner's consents. */
  readonly consentId?: string | undefined;
  /** Default: all vendors. */
  readonly vendorId?: string | undefined;
  readonly kind?: LedgerEntryBody['kind'] | undefined;
  readonly outcome?: LedgerEntryBody['outcome'] | undefined;
  /** An instant: not before it. */
  readonly from?: string | undefined;
  /** An instant: before it. */
  readonly to?: string | undefined;
  /** `nextCursor` of the page before. New entries do not move the pages behind it. */
  readonly cursor?: string | undefined;
  /** 1 to 200. */
  readonly limit: number;
}

/** A day in UTC on which a vendor read, or tried to. */
export interface VendorDay {
  readonly vendorId: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly reads: number;
  readonly refused: number;
}

/** How a consent was read. */
export interface ReadFigures {
  readonly firstReadAt: Date | null;
  readonly lastReadAt: Date | null;
  /** Of the calendar month in UTC. */
  readonly readsThisMonth: number;
}

/** What a vendor has read of a consent, as far as the journal still has it. */
export interface ReadUse {
  readonly consentId: string;
  /** Its last try, answered or refused. */
  readonly lastTryAt: Date;
  /** Those that were answered at least once, such as `issues.title`. */
  readonly fields: readonly string[];
}

/** PORT. What the owner sees of her ledger. */
export interface LedgerReader {
  /**
   * Newest first. It holds what is not chained yet (`sequence` is null) and, for the refusals that are still being counted, one entry
   * for each consent and reason.
   *
   * @throws {GatewayError} invalid_cursor
   */
  listLedger(query: LedgerQuery): Promise<LedgerPage>;
  /** Both days included, by vendor and day. An hour of refusals belongs to the day of its first one. */
  readActivity(query: {
    readonly ownerId: string;
    readonly from: string;
    readonly to: string;
  }): Promise<readonly VendorDay[]>;
  /** Of each of the owner's consents that were asked for, in one statement. Those without any are left out. */
  readFigures(ownerId: string, consentIds: readonly string[]): Promise<ReadonlyMap<string, ReadFigures>>;
  /** Of the same, what was read of each. Those without any try are left out. */
  readUse(ownerId: string, consentIds: readonly string[]): Promise<readonly ReadUse[]>;
}
