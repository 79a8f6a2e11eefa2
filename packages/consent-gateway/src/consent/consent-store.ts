import type { AuthorizationDetails, ConsentAct } from '@parley/protocol';
import type { Consent, EndReason } from './consent.ts';

/** What is about to become version 1 of a consent; kept sealed until pod and index both have it. */
export interface ConsentIntent {
  readonly consentId: string;
  readonly requestId: string;
  readonly ownerId: string;
  readonly vendorId: string;
  readonly subject: string;
  readonly details: AuthorizationDetails;
  readonly until: string;
  readonly askedAt: string;
  readonly givenAt: string;
  readonly receipt: string;
  readonly receiptSha256: string;
  /** sha-256 of what the owner decided: the same decision again is the same intent. */
  readonly decisionSha256: string;
  readonly continueHash: string;
  /** The pod's file, complete. */
  readonly document: ConsentDocument;
}

/** The pod's file of a consent when it is made. */
export interface ConsentDocument {
  readonly jws: string;
  readonly evidence: string;
}

/** What the pod has to be told after a stop: a signed event to append. */
export interface PodNotice {
  readonly consentId: string;
  readonly ownerId: string;
  readonly jws: string;
  readonly sequence: number;
  readonly event: string;
  readonly at: string;
  readonly evidence?: string;
}

export interface StopRequest {
  readonly consentId: string;
  /** Where an owner acts: anything but her own consent does not exist. */
  readonly ownerId?: string;
  readonly act: Extract<ConsentAct, 'withdraw' | 'expire' | 'revoke' | 'relinquish'>;
  readonly by: 'owner' | 'vendor' | 'operator' | 'gateway';
  readonly reason: EndReason;
  /** Signs the event over the locked consent; `at` is the database's time after the lock. `undefined`: the pod needs no notice. */
  readonly notice: (
    consent: Consent,
    at: Date,
  ) => Promise<Omit<PodNotice, 'consentId' | 'ownerId' | 'sequence'> | undefined>;
}

/** PORT: the index of consents. Every change is one transaction with its ledger entry. */
export interface ConsentStore {
  now(): Promise<Date>;
  find(consentId: string): Promise<Consent | undefined>;
  listByOwner(ownerId: string): Promise<Consent[]>;
  /** Keeps the intent, or returns the one that this request already has. `closed`: the request is no longer open. */
  intend(intent: ConsentIntent): Promise<ConsentIntent | 'closed'>;
  /** Makes the consent live and the request given. Doing it twice is doing it once. */
  complete(intent: ConsentIntent): Promise<Consent>;
  /** Some intents whose writing was interrupted, of owners whose pods are connected. */
  listInterrupted(olderThanSeconds: number): Promise<ConsentIntent[]>;
  /** Ends it: index, ledger entry and pod notice together. `undefined`: there is no such consent; `ended`: it had ended before. */
  stop(
    request: StopRequest,
  ): Promise<{ consent: Consent; noticeId: string | undefined } | 'ended' | undefined>;
  /** Consents that time has ended. */
  listDue(
    limit: number,
  ): Promise<{ consentId: string; reason: Extract<EndReason, 'not_picked_up' | 'end_reached'> }[]>;
  /** Takes due notices, hands each to `deliver`, and marks it done or puts it off. Returns how many were delivered. */
  deliverNotices(deliver: (notice: PodNotice) => Promise<void>, only?: string): Promise<number>;
}
