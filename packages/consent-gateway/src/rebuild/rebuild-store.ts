import type { ConsentHead } from '@parley/protocol';
import type { PodNotice } from '../consent/consent-store.ts';
import type { LoggedConnection, LoggedOwners } from '../secrets/owner-log.ts';
import type { FoundConsent } from './found-consent.ts';

/** What the index knows of an owner before its pod is read. */
export interface OwnerInIndex {
  /** `due`: not there, or from a backup. `whole`: nothing to do but consents that are missing. */
  readonly state: 'due' | 'whole';
  /** The last block that it knows to be in the pod. `undefined`: it knows nothing of this owner's ledger. */
  readonly lastBlock: number | undefined;
  /** Signed statements that the index knows and the pod was yet to be told. */
  readonly notices: readonly PodNotice[];
  readonly now: Date;
}

/** A consent as it goes back into the index. */
export interface RebuiltConsent extends FoundConsent {
  /** Nothing shows that the vendor has ever picked it up. */
  readonly isPickUpUnknown: boolean;
  /** Reads of today (UTC) that the ledger shows, by purpose. */
  readonly readsToday: ReadonlyMap<string, number>;
}

export interface RebuiltVendor {
  readonly vendorId: string;
  readonly name: string;
  readonly knownBy: 'operator' | 'document';
  /** All its consents were stopped, as the ledger says. */
  readonly hold: { readonly at: Date; readonly reason: string } | undefined;
}

export interface RebuiltOwner {
  readonly owner: LoggedConnection;
  readonly vendors: readonly RebuiltVendor[];
  readonly consents: readonly RebuiltConsent[];
  /** Their files are there and cannot be believed: none of them is in the index. */
  readonly held: readonly string[];
  readonly ledger: {
    readonly lastNumber: number;
    /** Of the last block that can be believed. */
    readonly last: { readonly hash: string; readonly sealedAt: Date } | undefined;
    readonly heads: ReadonlyMap<string, ConsentHead>;
    /** Ids of entries in the pod that the index may not know to be there. */
    readonly entryIds: readonly string[];
  };
}

/** PORT. */
export interface RebuildStore {
  /**
   * Of the owners in the log, those that are not in the index or came from a backup; and owners of a backup whose line in the log is lost.
   * Owners of a backup who have disconnected stay disconnected, and what a backup has live of theirs ends.
   */
  listDue(logged: Omit<LoggedOwners, 'unreadable'>): Promise<ReadonlyMap<string, LoggedConnection>>;
  find(ownerId: string): Promise<OwnerInIndex>;
  /**
   * Puts one owner back, in one transaction: all or nothing, and never over what is whole. Returns how many entries declare a gap.
   *
   * @throws {GatewayError} `pod_not_proven`: the container is another owner's by now
   */
  write(rebuilt: RebuiltOwner): Promise<{ readonly gaps: number }>;
}
