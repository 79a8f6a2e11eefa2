/** An owner whose pod is, or was, connected. The only place where an opaque owner id meets a WebID. */
export interface ConnectedOwner {
  readonly ownerId: string;
  readonly webId: string;
  /** The Parley container; ends in a slash. */
  readonly container: string;
  readonly nonce: string;
}

/** PORT. WebIDs rest encrypted, in one table and one append-only file. */
export interface OwnerDirectory {
  find(ownerId: string): Promise<ConnectedOwner | undefined>;
}
