import type { ChainStatement, ConsentStatus, ReceiptClaims } from '@parley/protocol';
import type { EndReason } from '../consent/consent.ts';
import type { PodNotice } from '../consent/consent-store.ts';
import type { ConsentPast } from './consent-past.ts';

/** A consent as its signed statements have left it. */
export interface FoundConsent {
  readonly consentId: string;
  /** The version in force. */
  readonly present: ReceiptClaims;
  readonly receipt: string;
  readonly status: ConsentStatus;
  readonly givenAt: Date;
  readonly resumeAt: Date | null;
  readonly end: ConsentEnd | undefined;
  /** The highest version that was ever signed. */
  readonly signedVersion: number;
  readonly statements: readonly ChainStatement[];
  /** Of every statement, in order. */
  readonly sha256s: readonly string[];
  /** Statements that the pod has yet to be told. */
  readonly untold: readonly PodNotice[];
  readonly past: ConsentPast;
  /** While the pod has yet to be told of the present version: the receipt that it holds. */
  readonly receiptMeanwhile: string | undefined;
}

export interface ConsentEnd {
  readonly status: ConsentStatus;
  readonly at: Date;
  readonly by: 'owner' | 'vendor' | 'operator' | 'gateway';
  readonly reason: EndReason | undefined;
  /** The file has a signed statement of it. */
  readonly isSigned: boolean;
}
