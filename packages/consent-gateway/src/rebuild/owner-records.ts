export interface RecordedStatement {
  readonly sequence: number;
  readonly jws: string;
}

/** A consent's file as it lies in the pod: unverified. */
export interface ConsentFile {
  readonly statements: readonly RecordedStatement[];
  /** Somebody wrote, signed or not, that it is withdrawn or revoked. */
  readonly saysEnded: boolean;
}

/** A block's file. `jws` is `undefined` where it cannot be read as one. */
export interface BlockFile {
  readonly number: number;
  readonly jws: string | undefined;
}

/**
 * PORT: the records that the gateway keeps in one owner's pod, read as the gateway.
 *
 * Each method throws {GatewayError} `temporarily_unavailable` where the pod server gives no answer or refuses access.
 */
export interface OwnerRecords {
  /** `undefined`: there is none, or it cannot be read. */
  readConnection(): Promise<
    { readonly ownerWebId: string; readonly gatewayWebId: string; readonly nonce: string } | undefined
  >;
  /** An absent container is a fault, not an empty list: a pod that answers 404 for everything has deleted nothing. */
  listConsents(): Promise<readonly string[]>;
  /** `undefined`: it is not there any more. `unreadable`: it cannot be parsed. */
  readConsent(consentId: string): Promise<ConsentFile | 'unreadable' | undefined>;
  /** Newest first. */
  blocks(): AsyncIterable<BlockFile>;
}

export type OpenOwnerRecords = (container: string, signal: AbortSignal) => OwnerRecords;
