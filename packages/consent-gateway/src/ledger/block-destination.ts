/** PORT. Where sealed blocks go: the owner's pod. */
export interface BlockDestination {
  /**
   * Writes one block as one file that is never changed. Called at least once for each block, in order for each owner; the same block
   * already there is success.
   *
   * @throws when it is not known to be there; it is then tried again later
   */
  put(block: {
    readonly ownerId: string;
    /** 1, 2, 3 … for each owner. */
    readonly number: number;
    /** By the database's clock; the same at each try. */
    readonly sealedAt: Date;
    readonly jws: string;
    readonly signal: AbortSignal;
  }): Promise<void>;
}
