import type { HoldReason } from '@parley/protocol';
import type { CheckedClient } from './read-client-document.ts';
import type { Vendor } from './vendor-directory.ts';

/** Why a vendor is on hold, and what an owner accepts who lifts that. */
export interface VendorHold {
  readonly reason: HoldReason;
  /** What its document says now. `undefined`: not known, or the operator's own decision. */
  readonly saysNow: CheckedClient | undefined;
}

/** Whether owners may lift it for their consents. What the operator has decided only the operator takes back. */
export function isLiftable(hold: VendorHold | undefined): boolean {
  return hold?.saysNow !== undefined;
}

/**
 * A vendor on hold as its authorization server meets it for the consents whose owners have lifted the hold: as it was pinned, with the keys
 * that its document names now. Its new redirect addresses are not accepted by that.
 */
export function asLifted(vendor: Vendor): Vendor {
  const { jwks } = vendor.hold?.saysNow?.metadata ?? {};
  return { ...vendor, metadata: { ...vendor.metadata, jwks, [ON_HOLD]: true } };
}

/** In the metadata of a client that may get tokens for some consents, and ask for nothing. */
export const ON_HOLD = 'parley_on_hold';
