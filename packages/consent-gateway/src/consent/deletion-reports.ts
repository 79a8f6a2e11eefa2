import type { VersionInForce } from '@parley/protocol';
import type { Consent } from './consent.ts';
import type { TakenDeletionReport } from './consent-history.ts';
import type { PodNotice } from './consent-store.ts';

/** The locked consent with its past, and the database's time after the lock. */
export interface ReportMoment {
  readonly consent: Consent;
  readonly versions: readonly VersionInForce[];
  /** How many reports were taken before. */
  readonly reports: number;
  readonly newestReport: TakenDeletionReport | undefined;
  readonly at: Date;
}

export interface ReportToTake {
  readonly consentId: string;
  readonly vendorId: string;
  readonly report: string;
  readonly reportSha256: string;
  /** Checks it against the consent as it is now, and signs our word for it. Whatever it throws leaves nothing behind. */
  readonly acknowledge: (moment: ReportMoment) => Promise<string>;
}

/** PORT. Every report is one transaction with its ledger entry and its notice for the pod. */
export interface DeletionReports {
  /**
   * `undefined`: there is no such consent of this vendor, or it ended more than two years ago. `noticeId`: what the pod is yet to be told.
   */
  take(report: ReportToTake): Promise<
    | {
        readonly taken: TakenDeletionReport;
        readonly isNew: boolean;
        readonly noticeId: string | undefined;
        /** Where it is new: the same, to be kept until the pod has it. */
        readonly notice?: PodNotice;
      }
    | undefined
  >;
}
