import type { VersionInForce } from '@parley/protocol';

/** A deletion report that was taken. */
export interface TakenDeletionReport {
  readonly reportSha256: string;
  /** The vendor's JWS. */
  readonly report: string;
  /** Ours over it. */
  readonly acknowledgement: string;
  readonly receivedAt: Date;
}

/** What became of a consent over time, as far as it says what a vendor has to delete. */
export interface ConsentHistory {
  /** Each that was in force, in order. */
  readonly versions: readonly VersionInForce[];
  /** How many reports were taken. */
  readonly reports: number;
  readonly newestReport: TakenDeletionReport | undefined;
}

/** PORT. */
export interface ConsentHistories {
  /** Of each of these consents. */
  of(consentIds: readonly string[]): Promise<ReadonlyMap<string, ConsentHistory>>;
}
