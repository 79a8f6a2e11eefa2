import { isPodError, type PodErrorCode } from '@parley/pod-client';
import { GatewayError } from '../../gateway-error.ts';

const RETRY_AFTER_SECONDS = 10;

/** The pod's answer was there, and was not what it should be. */
const CONTENT_FAULTS: ReadonlySet<PodErrorCode> = new Set(['content_rejected', 'invalid_item', 'too_large']);

export function isContentFault(error: unknown): boolean {
  return isPodError(error) && CONTENT_FAULTS.has(error.code);
}

/** Whatever keeps the pod from answering, the caller may try again. @throws {GatewayError} `temporarily_unavailable` */
export async function orUnavailable<T>(
  work: () => Promise<T>,
  /** Faults that are the caller's to answer. */
  isPassed: (error: unknown) => boolean = () => false,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isPodError(cause) || isPassed(cause)) throw cause;
    throw new GatewayError('temporarily_unavailable', `the pod cannot be read: ${cause.code}`, {
      cause,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
}
