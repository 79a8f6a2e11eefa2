/** What each code means, in words for the vendor's developer. The keys are the closed union of codes. */
const meanings = {
  aborted: 'The signal of the call was aborted.',
  timeout: 'The CRM did not answer within the time limit.',
  network: 'The CRM could not be reached.',
  rate_limited: 'The CRM asks for fewer requests.',
  unavailable: 'The CRM cannot answer for now.',
  refused: 'The CRM does not accept the request.',
  partly_refused: 'The CRM has taken some records and refused others.',
  invalid_response: 'The answer is not one that this CRM documents.',
  invalid_options: 'An option cannot be used.',
  unknown_category: 'This connector has no place for items of the category.',
  unknown_subscriber: 'The CRM has nobody for this owner.',
  not_covered: 'The consent does not cover this for the purpose.',
  consent_over: 'The consent has ended, or its time is over.',
  stale_consent: 'A later version of the consent is known already.',
  port_failed: "The bookkeeping, or another part that is the vendor's own, failed.",
  unfit_text: 'The text cannot be sent as a message: too long, or with characters that rearrange it.',
} as const satisfies Record<string, string>;

export type CrmConnectorErrorCode = keyof typeof meanings;

/** Every code there is, for a table or a test that wants to be complete. */
export const crmConnectorErrorCodes = Object.keys(meanings) as readonly CrmConnectorErrorCode[];

/** A record that the CRM did not take. */
export interface RefusedRecord {
  readonly externalId: string;
  /** The CRM's own code, such as `REQUIRED_FIELD_MISSING`. Its words are left out: they may quote values. */
  readonly reason: string;
}

export interface CrmConnectorErrorDetails {
  /** What was wrong in this case. Never holds a token or a value of the owner's. */
  readonly detail?: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly refused?: readonly RefusedRecord[];
  readonly cause?: unknown;
}

/** The only error that this package throws. Decide by `code`; the message is for people and holds no value of an owner. */
export class CrmConnectorError extends Error {
  override readonly name = 'CrmConnectorError';
  readonly code: CrmConnectorErrorCode;
  /** The status of the CRM's answer, where there was one. */
  readonly status: number | undefined;
  /** With `rate_limited` and `unavailable`: when to come back, where the CRM has said so. */
  readonly retryAfterSeconds: number | undefined;
  /** With `partly_refused`: what the CRM did not take. The rest is there; applying the same again is safe. */
  readonly refused: readonly RefusedRecord[];

  constructor(code: CrmConnectorErrorCode, details: CrmConnectorErrorDetails = {}) {
    const { detail, cause } = details;
    const message = detail === undefined ? meanings[code] : `${meanings[code]} (${detail})`;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.refused = details.refused ?? [];
  }
}

/** Whether a caught value is an error of this package, also from a second copy of it. */
export function isCrmConnectorError(
  error: unknown,
  code?: CrmConnectorErrorCode,
): error is CrmConnectorError {
  if (!(error instanceof Error) || error.name !== 'CrmConnectorError' || !('code' in error)) return false;
  return code === undefined ? Object.hasOwn(meanings, String(error.code)) : error.code === code;
}
