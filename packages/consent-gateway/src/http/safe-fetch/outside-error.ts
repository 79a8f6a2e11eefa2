/**
 * Why an address that came from outside gave nothing:
 * - `address_refused`: not https on port 443 of a public host; nothing was sent, no connection was made
 * - `redirect_refused`: it answered with a redirect, and none is followed
 * - `too_large`, `timed_out`: it went over a limit
 * - `unreachable`: no answer, or the connection broke
 */
export type OutsideErrorCode =
  | 'address_refused'
  | 'redirect_refused'
  | 'too_large'
  | 'timed_out'
  | 'unreachable';

/** A fault of a guarded fetch. It names no address, so that it can be logged. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  readonly code: OutsideErrorCode;

  /** `systemCode` is a name such as ECONNREFUSED: the only part of the first error that is kept. */
  constructor(code: OutsideErrorCode, systemCode = '') {
    super(`An address from outside gave nothing: ${code}${systemCode && ` (${systemCode})`}.`);
    this.code = code;
  }
}

const TIME_LIMITS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** The typed error for whatever undici threw: its errors name hosts and addresses in their messages. */
export function toOutsideError(fault: unknown): OutsideError {
  let systemCode = '';
  for (let error = fault, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    if (error instanceof OutsideError) return error;
    systemCode = codeOf(error);
    if (error.name === 'TimeoutError' || TIME_LIMITS.has(systemCode)) return new OutsideError('timed_out');
    if (systemCode === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new OutsideError('too_large');
  }
  return new OutsideError('unreachable', systemCode);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' && /^\w+$/.test(error.code) ? error.code : '';
}
