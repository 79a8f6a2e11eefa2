import type {
  AuthorizationDetails,
  ConsentStatus,
  DeletionState,
  EndReasonClass,
  TakenReport,
} from '@parley/protocol';

/** Where a consent stands, as its gateway says it: also while it is paused, and for two years after its end. Never data. */
export interface ConsentState {
  readonly id: string;
  /** The version in force, or of an ended consent the last one. */
  readonly version: number;
  readonly status: ConsentStatus;
  /** Since when (RFC 3339). */
  readonly since: string;
  readonly until: string;
  /** While paused: when it resumes by itself, where the owner has said so. */
  readonly resumesAt?: string;
  readonly endedAt?: string;
  /** By whom or by what it ended. `not_picked_up`: its code was never redeemed. */
  readonly endReason?: EndReasonClass;
  /** The vendor is on hold: nothing of any consent is read until the gateway's operator lifts that. */
  readonly isHeld: boolean;
  readonly details: AuthorizationDetails;
  /** The verified receipt of that version. */
  readonly receipt: string;
  /** Signed: how far the ledger of the consent reaches. */
  readonly ledgerHead?: string;
  /** What became different since the version that was named; since the one that the client held, where it held one. */
  readonly changes: readonly ConsentChange[];
  /** What may no longer be kept, and by when it has to be gone: after a narrowing as after an end. */
  readonly deletions: readonly DataToDelete[];
  /** Whether the gateway has the vendor's word that it is gone. */
  readonly deletionReport: {
    readonly state: DeletionState;
    /** The first date of what is not reported yet. */
    readonly dueBy?: string;
    readonly count: number;
    readonly newest?: DeletionReceipt;
  };
}

/** From one value to another; what is not there means: no limit. */
export interface Change<T> {
  readonly from?: T | undefined;
  readonly to?: T | undefined;
}

type FilterChanges = Readonly<Record<string, Change<string | readonly string[]>>>;

/** What became different for one purpose. A list or a table without anything in it: nothing of that kind. */
export interface ConsentChange {
  readonly purpose: string;
  /** The whole purpose was taken out. */
  readonly isRemoved: boolean;
  readonly removedCategories: readonly string[];
  /** By category. */
  readonly removedFields: Readonly<Record<string, readonly string[]>>;
  readonly removedActions: readonly string[];
  readonly removedRecipients: readonly string[];
  /** By category, then by name of the filter. */
  readonly filters: Readonly<Record<string, FilterChanges>>;
  readonly until?: Change<string>;
  readonly lookback?: Change<string>;
  readonly maxReadsPerDay?: Change<number>;
}

/** A later version of a consent has come: the owner has narrowed it, or extended its time. */
export interface ConsentChanged {
  readonly gateway: string;
  readonly consentId: string;
  readonly version: number;
  readonly previousVersion: number;
  readonly changes: readonly ConsentChange[];
}

/** What may no longer be kept of one category for one purpose. */
export interface DataToDelete {
  readonly purpose: string;
  readonly category: string;
  readonly lost: 'narrowed' | 'ended';
  readonly lostAt: string;
  /** The last version that covered it. */
  readonly version: number;
  /** These fields of every item. None: whole items, those that only the former filters or lookback covered. */
  readonly fields: readonly string[];
  readonly filters?: FilterChanges;
  readonly lookback?: Change<string>;
  readonly onEnd: 'delete' | 'deidentify';
  readonly deleteBy: string;
}

/** The gateway's signed word that it has a deletion report: keep it. */
export interface DeletionReceipt {
  readonly reportSha256: TakenReport['report_sha256'];
  readonly receivedAt: string;
  /** A JWS by the gateway's record key, with the report inside. */
  readonly acknowledgement: string;
}
