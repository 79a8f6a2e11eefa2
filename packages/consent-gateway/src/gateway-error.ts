import type { ProblemCode } from '@parley/protocol';

/**
 * A fault with a stable code that the HTTP edge turns into a problem. Its message is for the operator's log and
 * holds no token, WebID, address of a pod, or value; the caller gets the registry's text for the code.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ProblemCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    options: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Whether an error is one of ours, also across copies of the package. */
export function isGatewayError(error: unknown): error is GatewayError {
  return error instanceof Error && error.name === 'GatewayError' && 'code' in error;
}
