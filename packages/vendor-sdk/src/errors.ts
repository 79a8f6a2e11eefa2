import type { ConsentStatus, ProblemDetails } from '@parley/protocol';
import { isEndedStatus } from './consent/ended-status.ts';

/** What each code means, in words for the vendor's developer. The keys are the closed union of codes. */
const meanings = {
  aborted: 'The signal of the call was aborted.',
  timeout: 'The gateway did not answer within the time limit.',
  network: 'The gateway could not be reached.',
  temporarily_unavailable: 'The gateway cannot answer for now.',
  too_many_requests: 'The gateway asks for fewer requests.',
  read_limit: 'The daily number of reads that the owner approved is used up.',
  gateway_error: 'The gateway failed to answer the request.',
  invalid_options: 'An option of this call cannot be used.',
  invalid_gateway: 'The address is not that of a gateway that this client may use.',
  gateway_not_found: 'The WebID does not lead to a gateway.',
  invalid_request: 'The gateway does not accept the request.',
  invalid_cursor: 'The listing cannot go on from here: start it again.',
  cursor_expired: 'The gateway no longer knows the copy: it has to be compared as a whole.',
  on_deletion_required: 'A client that keeps copies needs the option onDeletion.',
  invalid_response: 'The answer is not one that a gateway may give.',
  issuer_mismatch: 'The answer comes from another issuer than the gateway that was asked.',
  state_mismatch: 'The callback does not belong to this access request.',
  receipt_mismatch: 'The receipt does not prove the consent it came with.',
  access_denied: 'The owner has not given the consent.',
  client_refused: 'The gateway does not accept this client or its key.',
  grant_refused: 'The gateway does not accept the code or the receipt.',
  invalid_token: 'The gateway does not accept a token that it has just issued.',
  invalid_dpop_proof: 'The gateway does not accept the proof of possession.',
  insufficient_authorization: 'The consent does not cover this.',
  not_found: 'There is nothing here, or nothing that the consent covers.',
  pod_content_rejected: "The owner's document cannot be read.",
  consent_paused: 'The owner has paused the consent.',
  consent_withdrawn: 'The owner has withdrawn the consent.',
  consent_expired: 'The consent has come to its end.',
  consent_revoked: 'The consent was revoked.',
  consent_relinquished: 'The consent was given up by the vendor.',
  consent_not_picked_up: 'The consent was given and its code not redeemed in time: it has ended.',
  vendor_held:
    "The gateway has put the vendor on hold: all its consents wait until the gateway's operator lifts that.",
  request_ended: 'The access request is no longer open: it was decided, or its time is over.',
  openings_not_wanted: 'The owner wants no threads that the vendor begins.',
  idempotency_key_reused: 'The idempotency key belongs to another message.',
  conflict: 'It has changed meanwhile: look where it stands.',
  deletion_not_due: 'Nothing of this consent has to be deleted.',
  webhook_url_refused: 'The address cannot be a webhook of this vendor.',
  webhook_signature_invalid: 'The delivery is not signed by a key of the gateway.',
  webhook_out_of_time: 'The delivery was not signed just now.',
  webhook_not_understood: 'The delivery is genuine, and of a kind that this version does not know.',
  store_failed: 'The receipt store failed.',
} as const satisfies Record<string, string>;

export type VendorSdkErrorCode = keyof typeof meanings;

/** Every code there is, for a table or a test that wants to be complete. */
export const vendorSdkErrorCodes = Object.keys(meanings) as readonly VendorSdkErrorCode[];

/** Codes that say where the consent stands, and what they say. Of two that say the same, the first is what the gateway means. */
export const statusOfCode = {
  consent_paused: 'paused',
  consent_withdrawn: 'withdrawn',
  consent_expired: 'expired',
  consent_revoked: 'revoked',
  consent_relinquished: 'relinquished',
  consent_not_picked_up: 'expired',
} as const satisfies Partial<Record<VendorSdkErrorCode, ConsentStatus>>;

type StateCode = keyof typeof statusOfCode;

/** What is certain of an error with this code, besides what any error may say. */
type KnownBy<Code> = Code extends 'consent_paused'
  ? { readonly consentStatus: 'paused'; readonly deleteBy: undefined }
  : Code extends StateCode
    ? { readonly consentStatus: (typeof statusOfCode)[Code]; readonly resumesAt: undefined }
    : Code extends 'access_denied'
      ? { readonly resumesAt: undefined; readonly deleteBy: undefined }
      : { readonly resumesAt: undefined; readonly deleteBy: undefined; readonly laterHint: undefined };

/** An error of one code; of several, their union, which a `switch` over `code` takes apart. */
export type VendorSdkErrorOf<Code extends VendorSdkErrorCode> = Code extends VendorSdkErrorCode
  ? VendorSdkError & { readonly code: Code } & KnownBy<Code>
  : never;

export interface VendorSdkErrorDetails {
  /** What was wrong in this case. Never holds a token, a key or a value of the owner's. */
  readonly detail?: string | undefined;
  readonly status?: number | undefined;
  readonly problem?: ProblemDetails | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly consentStatus?: ConsentStatus | undefined;
  readonly consentVersion?: number | undefined;
  readonly resumesAt?: string | undefined;
  readonly deleteBy?: string | undefined;
  readonly laterHint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The only error that this package throws. Decide by `code`; the message is for people.
 * Tokens, receipts, codes and keys are taken out of the message, the problem and the causes.
 *
 * @example
 * ```ts
 * import { isVendorSdkError, type Consent } from '@parley/vendor-sdk';
 *
 * async function countIssues(consent: Consent): Promise<number | string> {
 *   let count = 0;
 *   try {
 *     for await (const _issue of consent.issues.list({ purpose: 'https://w3id.org/dpv#CustomerCare' })) count += 1;
 *     return count;
 *   } catch (error) {
 *     if (isVendorSdkError(error, 'consent_paused')) return `paused until ${error.resumesAt ?? 'the owner resumes it'}`;
 *     throw error;
 *   }
 * }
 * ```
 */
export class VendorSdkError extends Error {
  override readonly name = 'VendorSdkError';
  readonly code: VendorSdkErrorCode;
  /** The status of the HTTP answer, where there was one. */
  readonly status: number | undefined;
  /** Name it to the gateway's operator: it stands in the gateway's log. */
  readonly requestId: string | undefined;
  /** With `read_limit`, `too_many_requests` and `temporarily_unavailable`: when to come back. */
  readonly retryAfterSeconds: number | undefined;
  /** Where the consent stands, where the gateway said it. */
  readonly consentStatus: ConsentStatus | undefined;
  /** The version in force, where what was sent is of another one. */
  readonly consentVersion: number | undefined;
  /** With `consent_paused`: when it resumes by itself (RFC 3339). Absent: when the owner says so. */
  readonly resumesAt: string | undefined;
  /** With the codes of an end: by when the first of what was read has to be gone (RFC 3339). Absent: nothing has to. */
  readonly deleteBy: string | undefined;
  /**
   * With `access_denied`, where the owner decides later: come back for it with `ask({ to: { hint: laterHint }, … })`, once, within 7 days and
   * for exactly the same `details`. It is not enumerable, so that it does not get into logs.
   */
  declare readonly laterHint: string | undefined;
  /** The body of the answer (RFC 9457), where the gateway gave one. */
  readonly problem: ProblemDetails | undefined;
  /** A page that explains the problem. */
  readonly docUrl: string | undefined;

  constructor(code: VendorSdkErrorCode, details: VendorSdkErrorDetails = {}) {
    const { detail, cause, problem } = details;
    const message = detail === undefined ? meanings[code] : `${meanings[code]} (${detail})`;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = details.status;
    this.requestId = problem?.instance;
    this.retryAfterSeconds = details.retryAfterSeconds;
    const stated: ConsentStatus | undefined = isStateCode(code) ? statusOfCode[code] : undefined;
    this.consentStatus = stated ?? details.consentStatus;
    this.consentVersion = details.consentVersion;
    this.resumesAt = stated === 'paused' ? details.resumesAt : undefined;
    this.deleteBy = isEndedStatus(stated) ? details.deleteBy : undefined;
    const laterHint = code === 'access_denied' ? details.laterHint : undefined;
    Object.defineProperty(this, 'laterHint', { value: laterHint });
    this.problem = problem;
    this.docUrl = problem !== undefined && URL.canParse(problem.type) ? problem.type : undefined;
  }
}

/**
 * Whether a caught value is an error of this package, and, where a code is named, that one. The type follows: with
 * `'consent_withdrawn'` there may be a `deleteBy`, with `'consent_paused'` a `resumesAt`, without a code a `switch` over `code` tells.
 * Unlike `instanceof` it also holds for an error from a second copy of the package.
 */
export function isVendorSdkError<Code extends VendorSdkErrorCode = VendorSdkErrorCode>(
  error: unknown,
  code?: Code,
): error is VendorSdkErrorOf<Code> {
  if (!(error instanceof Error) || error.name !== 'VendorSdkError' || !('code' in error)) return false;
  return code === undefined ? Object.hasOwn(meanings, String(error.code)) : error.code === code;
}

const isStateCode = (code: VendorSdkErrorCode): code is StateCode => Object.hasOwn(statusOfCode, code);
