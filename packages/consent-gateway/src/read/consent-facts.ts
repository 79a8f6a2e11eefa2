import type { AuthorizationDetails } from '@parley/protocol';

/** What stays true of one version of a consent for as long as it exists: cached by the read path. */
export interface ConsentFacts {
  readonly consentId: string;
  readonly version: number;
  readonly ownerId: string;
  readonly vendorId: string;
  readonly details: AuthorizationDetails;
  /** sha-256 of the receipt of this version: a token names it, and the pod's file holds that receipt. */
  readonly receiptSha256: string;
  /** Lookback counts from here. */
  readonly askedAt: Date;
  readonly ownerWebId: string;
  /** The Parley container of the owner's pod; ends in a slash. */
  readonly container: string;
  /** The nonce that `connection.ttl` must hold. */
  readonly nonce: string;
}

/** PORT. */
export interface ConsentFactsStore {
  find(consentId: string, version: number, signal: AbortSignal): Promise<ConsentFacts | undefined>;
}
