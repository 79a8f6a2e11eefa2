import type { AuthorizationDetails, ConsentStatus, LedgerEntryBody, ProblemCode } from '@parley/protocol';

/** One approved read that asks to be written down before it answers. */
export interface ReadIntent {
  readonly consentId: string;
  readonly version: number;
  readonly purpose: string;
  /** sha-256 of the proof's key thumbprint and `jti`: 32 bytes. */
  readonly proof: Uint8Array;
  /** `iat` of the proof. */
  readonly issuedAt: Date;
  readonly body: LedgerEntryBody;
}

export type DisclosureResult =
  | { readonly disclosed: true }
  | {
      readonly disclosed: false;
      /** invalid_token (ended, other version), vendor_held, consent_paused, read_limit, invalid_dpop_proof (replay), temporarily_unavailable (pod not confirmed). */
      readonly reason: ProblemCode;
      readonly consentStatus?: ConsentStatus;
      readonly resumesAt?: Date;
      /** The version in force, where the token is of another. */
      readonly consentVersion?: number;
      /** What that version gives. */
      readonly presentDetails?: AuthorizationDetails;
      /** It has ended: the first date by which something that was read has to be gone. */
      readonly deleteBy?: Date;
      readonly retryAfterSeconds?: number;
    };

/** PORT. The journal: append-only, durable before it returns, and the gate that every disclosure passes. */
export interface Ledger {
  /** In one statement: lock the consent, check that it is live, at this version and confirmed in the pod, that the proof is new and the day's limit holds, and write the entry. */
  disclose(read: ReadIntent, signal: AbortSignal): Promise<DisclosureResult>;
  /** A refused read of a genuine token: counted, one entry an hour for each consent and reason. */
  noteRefusal(refusal: {
    consentId: string;
    version: number;
    ownerId: string;
    vendorId: string;
    reason: ProblemCode;
  }): Promise<void>;
}
