import type { ReplayRequest } from '@parley/protocol';

/** One event as it lies in the database: `body` is the JSON of a `VendorEvent`, byte for byte as it is sent. */
export interface KeptEvent {
  readonly eventId: string;
  readonly body: string;
}

/** PORT: what vendors are told, in the order in which they see it. */
export interface VendorEvents {
  /** Oldest first. Without `after`, or with one that is not known (any more): from the oldest that is kept. At most `limit`. */
  list(query: {
    readonly vendorId: string;
    readonly after?: string | undefined;
    readonly limit: number;
  }): Promise<{ readonly events: readonly KeptEvent[]; readonly hasMore: boolean }>;
  /**
   * Gives what was written since its place in every vendor's list. A place is given after all before it, so who has followed a list up to an
   * event has missed none. Any process may do it, one at a time.
   */
  place(): Promise<void>;
  /** Which of these vendors have new events since the last mark. It may name one that has none. */
  newSince(
    mark: string | undefined,
    vendorIds: readonly string[],
  ): Promise<{ readonly mark: string; readonly vendorIds: readonly string[] }>;
  /** Sends events again to the vendor's webhook. */
  replay(
    vendorId: string,
    which: ReplayRequest,
  ): Promise<{ readonly replayed: number; readonly nextSince?: Date | undefined }>;
  /** An event that stands for nothing: the vendor tries its receiver with it. Returns its id. */
  addTest(vendorId: string): Promise<string>;
  /** Tells of consents that end within a week. Each end is told of once. */
  addExpiring(): Promise<void>;
}
