import type { AuthorizationDetails, ConsentStatus } from '@parley/protocol';

/** A consent as the index knows it. The truth is the signed record in the owner's pod. */
export interface Consent {
  readonly consentId: string;
  readonly requestId: string;
  readonly ownerId: string;
  readonly vendorId: string;
  /** The pairwise subject. */
  readonly subject: string;
  readonly version: number;
  readonly status: ConsentStatus;
  readonly details: AuthorizationDetails;
  readonly until: Date;
  readonly askedAt: Date;
  readonly givenAt: Date;
  readonly resumeAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  /** The JWS of this version. */
  readonly receipt: string;
  readonly receiptSha256: string;
  /** sha-256 of the newest JWS in its chain: what the next version or event names as `previous`. */
  readonly chainSha256: string;
  /** The hold of its vendor that its owner has lifted for it, by when it began. */
  readonly liftedHold: Date | null;
  /** Its vendor has come for it. */
  readonly isPickedUp: boolean;
}

/** Why a consent ended, beside who ended it. */
export type EndReason =
  | 'owner_act'
  | 'deleted_in_pod'
  | 'statement_in_pod'
  | 'disconnected'
  | 'not_picked_up'
  | 'end_reached'
  | 'older_than_ledger'
  | 'vendor_act'
  | 'operator_act';

/** What the owner's app presented when it decided: kept in the pod with the record, as the owner's evidence. */
export type OwnerEvidence =
  | {
      readonly kind: 'solid-oidc';
      readonly token: string;
      readonly proof: string;
      readonly path: string;
      readonly body: string;
    }
  | { readonly kind: 'id-token'; readonly idToken: string; readonly decision: string };
