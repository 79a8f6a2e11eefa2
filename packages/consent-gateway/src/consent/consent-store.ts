import type { AuthorizationDetails, ConsentAct } from '@parley/protocol';
import type { ListPage, ListQuery } from '../list-page.ts';
import type { Consent, EndReason } from './consent.ts';
import type { ChangeRequest, ConsentChange } from './consent-change.ts';

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

/** A signed statement that the pod has to be told: an event, or a new version. */
export interface PodNotice {
  readonly consentId: string;
  readonly ownerId: string;
  readonly jws: string;
  readonly sequence: number;
  /** The state that it leads to. */
  readonly event: string;
  readonly at: string;
  readonly evidence?: string;
}

/** A statement before it has its place. */
export type Statement = Pick<PodNotice, 'jws' | 'event' | 'at' | 'evidence'>;

/** What a new version of a consent is. */
export interface ConsentVersion {
  readonly version: number;
  readonly details: AuthorizationDetails;
  readonly until: string;
  readonly receipt: string;
  readonly receiptSha256: string;
}

/** What an act makes of a consent, beside its state. */
export interface ActOutcome {
  /** `undefined`: the pod needs no notice. */
  readonly statement?: Statement | undefined;
  /** Of a pause. */
  readonly resumeAt?: string | undefined;
  /** Where the act makes a new version. */
  readonly version?: ConsentVersion | undefined;
}

/** The locked consent, in the state in which it is now; the database's time after the lock; the number that a new version gets. */
export interface ActMoment {
  readonly consent: Consent;
  readonly at: Date;
  readonly version: number;
}

/** An act that does not wait for the pod: every stop, and the end of a pause whose date the pod knows already. */
export interface StopRequest {
  readonly consentId: string;
  /** Where an owner acts: anything but her own consent does not exist. */
  readonly ownerId?: string;
  /** Where a vendor acts: the same. */
  readonly vendorId?: string;
  readonly act: Exclude<ConsentAct, 'extend'>;
  readonly by: 'owner' | 'vendor' | 'operator' | 'gateway';
  readonly reason?: EndReason;
  /** Says what comes of it, and signs that. */
  readonly outcome: (moment: ActMoment) => Promise<ActOutcome>;
}

export interface StoppedInIndex {
  readonly consent: Consent;
  /** `undefined`: the pod needs no notice. */
  readonly noticeId: string | undefined;
  /** What the pod has yet to be told by this act: the widening that it has overtaken, if there was one, then its own statement. */
  readonly notices: readonly PodNotice[];
}

export interface HoldLift {
  readonly consentId: string;
  readonly ownerId: string;
  /** RFC 3339: when the hold began that the owner has seen. */
  readonly heldSince: string;
}

/** `ended`: nothing can follow. `not_allowed`: not in this state. */
export type ActRefusal = 'ended' | 'not_allowed';

/** PORT: the index of consents. Every change is one transaction with its ledger entry. */
export interface ConsentStore {
  now(): Promise<Date>;
  find(consentId: string): Promise<Consent | undefined>;
  /** The ids of all that have not ended. */
  listLive(ownerId: string): Promise<string[]>;
  /** @throws {GatewayError} `invalid_cursor` */
  listByOwner(query: ListQuery): Promise<ListPage<Consent>>;
  /** The vendor has its receipt: it no longer ends as not picked up. */
  markPickedUp(consentId: string): Promise<void>;
  /** Keeps the intent, or returns the one that this request already has. `closed`: the request is no longer open. */
  intend(intent: ConsentIntent): Promise<ConsentIntent | 'closed'>;
  /** Makes the consent live and the request given. Doing it twice is doing it once. */
  complete(intent: ConsentIntent): Promise<Consent>;
  /** Some intents whose writing was interrupted, of owners whose pods are connected. */
  listInterrupted(olderThanSeconds: number): Promise<ConsentIntent[]>;
  /** Stops it: index, ledger entry and pod notice together. `undefined`: there is no such consent. */
  stop(request: StopRequest): Promise<StoppedInIndex | ActRefusal | undefined>;
  /** Takes one hold of its vendor, as its owner saw it, off a consent. `not_allowed`: there is none that began then, or only the operator lifts it. */
  liftHold(request: HoldLift): Promise<Consent | ActRefusal | undefined>;
  /** Keeps a widening that goes into the pod first, or returns the one under way where the decision is the same. */
  intendChange(request: ChangeRequest): Promise<ConsentChange | ActRefusal | 'under_way' | undefined>;
  /** Makes a widening live. `superseded`: a stop has come in between. */
  completeChange(change: ConsentChange): Promise<Consent | 'superseded'>;
  /** Gives a widening up whose pod file is gone. */
  dropChange(change: ConsentChange): Promise<void>;
  /** Some widenings whose writing was interrupted, of owners whose pods are connected. */
  listInterruptedChanges(olderThanSeconds: number): Promise<ConsentChange[]>;
  /** Paused consents whose pause is over by its own date. */
  listResumable(limit: number): Promise<string[]>;
  /** Consents that time has ended. */
  listDue(
    limit: number,
  ): Promise<{ consentId: string; reason: Extract<EndReason, 'not_picked_up' | 'end_reached'> }[]>;
  /** Takes due notices, hands each to `deliver`, and marks it done or puts it off. Returns how many were delivered. */
  deliverNotices(deliver: (notice: PodNotice) => Promise<void>, only?: string): Promise<number>;
}
