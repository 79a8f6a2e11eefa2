import type { ConsentEventClaims, ReceiptClaims } from '../consent-receipt.ts';
import type { ConsentStatus } from '../consent-status.ts';
import type { ReceiptProblemCode } from '../receipt/receipt-verdict.ts';
import type { DeletionReportClaims, ReportReceivedClaims } from '../vendor-api/deletion-report.ts';

/** What can be wrong with a consent's chain: with one of its receipts, or with how its statements follow each other. */
export type ChainProblemCode =
  | ReceiptProblemCode
  /** Signed as an event, but not one. */
  | 'event_malformed'
  /** It belongs to another consent, or to another gateway, vendor or owner than the statements before it. */
  | 'consent_mismatch'
  /** It does not continue the statement before it: one is missing, changed or in another place. */
  | 'previous_mismatch'
  /** Versions are missing, or there twice, or in another order; or an event names another version than the present one. */
  | 'version_mismatch'
  /** A new version gives more than the one before, where only a later end may be new. */
  | 'version_widens'
  /** The state that the consent was in does not allow this act, or not by whom it names. */
  | 'act_not_allowed'
  /** It stands behind the end of the consent. */
  | 'after_end'
  /** Signed as the gateway's word for a deletion report, but not one; or there is no report in it. */
  | 'report_malformed'
  /** The report inside is of another consent, another vendor, or to another gateway. */
  | 'report_mismatch'
  /** The report inside is not signed by the vendor's keys that were given. */
  | 'report_signature_invalid'
  /** There is no signed statement at all. */
  | 'chain_empty';

export interface ChainProblem {
  readonly code: ChainProblemCode;
  /** 1, 2, 3 …: the place of the statement in the list that was given. */
  readonly position: number;
  readonly detail: string;
}

/** One signed statement that can be read. */
export type ChainStatement =
  | { readonly kind: 'version'; readonly position: number; readonly claims: ReceiptClaims }
  | { readonly kind: 'event'; readonly position: number; readonly claims: ConsentEventClaims }
  /** The vendor has reported what became of the data. It changes nothing of the consent, and may stand behind its end. */
  | {
      readonly kind: 'report';
      readonly position: number;
      readonly claims: ReportReceivedClaims;
      /** What the vendor says. `undefined`: it cannot be read. */
      readonly report: DeletionReportClaims | undefined;
    };

export interface ConsentChainVerdict {
  /** The version in force, of those that can be believed. `undefined`: none can. */
  readonly present: ReceiptClaims | undefined;
  /** Where the believable statements leave it. It counts only where there is no problem. `undefined`: no version can be believed. */
  readonly status: ConsentStatus | undefined;
  /** sha-256 of the last text, what the next statement has to name. `undefined`: the last one cannot be believed. */
  readonly head: string | undefined;
  /** Every statement with a good signature, in the order that was given. */
  readonly statements: readonly ChainStatement[];
  /** Empty: nothing is changed, missing, re-ordered or forged. */
  readonly problems: readonly ChainProblem[];
}
