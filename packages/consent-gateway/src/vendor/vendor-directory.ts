/** A vendor that the gateway knows: entered by the operator, or by its own client document. */
export interface Vendor {
  readonly vendorId: string;
  readonly name: string;
  readonly knownBy: 'operator' | 'document';
  /** OAuth client metadata (RFC 7591), keys inline. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Set while all its consents are stopped: its keys or redirect addresses changed without overlap. */
  readonly heldAt: Date | null;
}

/** PORT. */
export interface VendorDirectory {
  /** The vendor behind a client id; a client id that is an https URL is looked up there. `undefined`: unknown, or on hold. */
  find(vendorId: string): Promise<Vendor | undefined>;
  /** The same, also while it is on hold: then with the keys that were known before. It may learn where it stands, and nothing else. */
  findAlsoHeld(vendorId: string): Promise<Vendor | undefined>;
}
