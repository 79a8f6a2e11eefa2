/** A vendor that an owner does not want to be asked by for now. What it asks by itself does not reach her, and it cannot tell. */
export interface Silence {
  readonly vendorId: string;
  readonly name: string;
  readonly until: Date;
}

/** PORT. */
export interface SilenceStore {
  /** `days` 0: the vendor may ask again. */
  set(silence: { readonly ownerId: string; readonly vendorId: string; readonly days: number }): Promise<void>;
  /** Those that last. */
  list(ownerId: string): Promise<Silence[]>;
}
