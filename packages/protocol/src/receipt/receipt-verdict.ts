import type { ReceiptClaims } from '../consent-receipt.ts';

/** What can be wrong with a receipt. */
export type ReceiptProblemCode =
  /** Not signed by the gateway: forged, of another kind, or a byte of it was changed. */
  | 'signature_invalid'
  /** Signed, but not a receipt. */
  | 'receipt_malformed'
  /** Issued by another gateway than the one that was named. */
  | 'other_gateway'
  /** Issued for another vendor than the one that was named. */
  | 'other_vendor'
  /** The request inside cannot be read. */
  | 'request_malformed'
  /** The request inside is not signed by the vendor's keys that were given. */
  | 'request_signature_invalid'
  /** The request inside is another vendor's, or was made to another gateway. */
  | 'request_mismatch'
  /** It gives something that the vendor did not ask for. */
  | 'more_than_asked'
  /** The stated end is not that of what it gives. */
  | 'until_mismatch'
  /** The text that the owner saw is not the text of the stated hash. */
  | 'notice_mismatch'
  /** The consent record says something else than the receipt. */
  | 'record_mismatch';

export interface ReceiptProblem {
  readonly code: ReceiptProblemCode;
  readonly detail: string;
}

export interface ReceiptVerdict {
  /** Set where the signature is good and it is a receipt. */
  readonly claims: ReceiptClaims | undefined;
  /** Whether the vendor's own signature on its request was checked; that takes the vendor's keys. */
  readonly requestSignature: 'good' | 'bad' | 'not_checked';
  /** Empty: it proves what it says. */
  readonly problems: readonly ReceiptProblem[];
}

/** Notes a problem in the verdict under way. */
export type ReportReceiptProblem = (code: ReceiptProblemCode, detail: string) => void;
