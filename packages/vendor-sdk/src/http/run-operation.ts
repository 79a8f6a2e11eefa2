// The way of every request: tries it, within a time limit, again where that is safe, and turns whatever goes
// wrong into one typed error.

import { isVendorSdkError, VendorSdkError, type VendorSdkErrorCode } from '../errors.ts';
import { type Attempt, createAttempt, type Fetch } from './attempt.ts';
import { errorFromAnswer } from './error-from-answer.ts';
import { pause } from './pause.ts';
import { redactError } from './redact.ts';

export interface OperationSettings {
  readonly fetch: Fetch;
  readonly now: () => Date;
  /** For a whole operation with its retries. */
  readonly timeoutMs: number;
  /** For one request of several. */
  readonly attemptTimeoutMs: number;
  readonly retry: RetrySettings;
}

export interface RetrySettings {
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  /** A longer Retry-After is not waited for: the error says it. */
  readonly maxDelayMs: number;
}

export interface OperationOptions {
  readonly origin: string;
  readonly signal?: AbortSignal | undefined;
  /** Whether a second request does no harm when the first one has arrived. */
  readonly isRepeatable: boolean;
  /** Texts that must not stand in an error, besides what looks like a credential. */
  readonly secrets?: readonly string[] | undefined;
  /** A good answer is not read here: the time limit of the whole operation holds for its body too. */
  readonly streams?: boolean | undefined;
}

export async function runOperation<T>(
  settings: OperationSettings,
  options: OperationOptions,
  step: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const { secrets = [] } = options;
  const limit = AbortSignal.timeout(settings.timeoutMs);
  const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
  const endsAt = Date.now() + settings.timeoutMs;
  for (let attemptNumber = 1; ; attemptNumber += 1) {
    throwIfStopped(options.signal, limit);
    const attempt = createAttempt({
      fetch: settings.fetch,
      origin: options.origin,
      signal,
      timeoutMs:
        options.isRepeatable && options.streams !== true ? settings.attemptTimeoutMs : settings.timeoutMs,
      streams: options.streams,
      secrets,
    });
    try {
      return await step(attempt);
    } catch (fault) {
      throwIfStopped(options.signal, limit);
      const error = errorOf(fault, attempt, settings, secrets);
      const delayMs = options.isRepeatable
        ? delayBeforeRetry(error, attemptNumber, settings.retry)
        : undefined;
      if (delayMs === undefined || Date.now() + delayMs >= endsAt) throw error;
      await pause(delayMs, signal);
    }
  }
}

function throwIfStopped(caller: AbortSignal | undefined, limit: AbortSignal): void {
  if (caller?.aborted) throw new VendorSdkError('aborted', { cause: redactError(caller.reason) });
  if (limit.aborted) throw new VendorSdkError('timeout');
}

function errorOf(
  fault: unknown,
  attempt: Attempt,
  settings: OperationSettings,
  secrets: readonly string[],
): VendorSdkError {
  if (isVendorSdkError(fault)) return fault;
  const sending = attempt.fault();
  if (sending !== undefined) return sending;
  const answer = attempt.answer();
  if (answer !== undefined && answer.status >= 400) return errorFromAnswer(answer, settings.now(), secrets);
  return new VendorSdkError(answer === undefined ? 'invalid_options' : 'invalid_response', {
    status: answer?.status,
    cause: redactError(fault, secrets),
  });
}

/** What may go better a little later. */
export const RETRYABLE: ReadonlySet<VendorSdkErrorCode> = new Set([
  'network',
  'timeout',
  'temporarily_unavailable',
  'too_many_requests',
]);

/** Milliseconds to wait, or `undefined` where another try is no use. */
export function delayBeforeRetry(
  error: VendorSdkError,
  attemptNumber: number,
  retry: RetrySettings,
): number | undefined {
  if (!RETRYABLE.has(error.code) || attemptNumber >= retry.maxAttempts) return undefined;
  if (error.retryAfterSeconds !== undefined) {
    const delayMs = error.retryAfterSeconds * 1000;
    return delayMs > retry.maxDelayMs ? undefined : delayMs;
  }
  const ceiling = Math.min(retry.maxDelayMs, retry.firstDelayMs * 2 ** (attemptNumber - 1));
  // Equal jitter: clients that failed together do not come back together.
  return ceiling * (0.5 + Math.random() / 2);
}
