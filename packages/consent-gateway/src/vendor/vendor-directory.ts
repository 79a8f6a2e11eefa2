import type { VendorHold } from './vendor-hold.ts';

/** A vendor that the gateway knows: entered by the operator, or by its own client document. */
export interface Vendor {
  readonly vendorId: string;
  readonly name: string;
  readonly knownBy: 'operator' | 'document';
  /** OAuth client metadata (RFC 7591), keys inline. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Set while its consents are stopped, but for those whose owners have lifted just this hold: when it began. */
  readonly heldAt: Date | null;
  /** Why, while it is on hold. */
  readonly hold?: VendorHold | undefined;
}

/** PORT. */
export interface VendorDirectory {
  /** The vendor behind a client id; a client id that is an https URL is looked up there. `undefined`: unknown, or on hold for every consent. */
  find(vendorId: string): Promise<Vendor | undefined>;
  /** The same, also while it is on hold: then with the keys that were known before. It may learn where it stands, and nothing else. */
  findAlsoHeld(vendorId: string): Promise<Vendor | undefined>;
}
