// The waiting itself: when to look, when not yet, and when no more.

import type { PendingRequestHandle } from './access-request-handle.ts';
import { isVendorSdkError, VendorSdkError, type VendorSdkErrorCode } from './errors.ts';
import { pause } from './http/pause.ts';
import { redactError } from './http/redact.ts';
import { RETRYABLE } from './http/run-operation.ts';
import type { SharedCall } from './http/shared-call.ts';
import type { Decision, RequestState } from './pending-request.ts';

interface Waiting {
  readonly handle: PendingRequestHandle;
  readonly look: SharedCall<Decision | NoDecision>;
  readonly now: () => Date;
  readonly signal: AbortSignal | undefined;
}

export interface NoDecision {
  readonly status: 'pending' | 'too_soon';
}

interface Unreachable {
  readonly status: 'unreachable';
  readonly fault: VendorSdkError;
}

/** > slow_down [...] the interval MUST be increased by at least 5 seconds for this and all subsequent requests (OpenID CIBA, 11) */
const SLOWER_SECONDS = 5;

export async function* waitForDecision(waiting: Waiting): AsyncGenerator<RequestState, void, undefined> {
  const { handle, look, signal } = waiting;
  const now = (): number => waiting.now().getTime();
  const end = Date.parse(handle.expiresAt);
  let intervalSeconds = handle.intervalSeconds;
  let nextPollAt = Date.parse(handle.askedAt) + intervalSeconds * 1000;
  let fault: VendorSdkError | undefined;
  for (;;) {
    throwIfAborted(signal);
    if (nextPollAt > now()) {
      const at = new Date(nextPollAt).toISOString();
      yield { status: 'pending', nextPollAt: at, ...(fault !== undefined && { fault }) };
      await pause(nextPollAt - now(), signal);
      throwIfAborted(signal);
    }
    const seen = await look.run(signal).catch(orLater);
    if (isDecision(seen)) {
      yield seen;
      return;
    }
    fault = seen.status === 'unreachable' ? seen.fault : undefined;
    if (now() >= end) {
      if (fault !== undefined) throw fault;
      // Whatever a gateway goes on to say: nobody waits for ever.
      yield { status: 'expired' };
      return;
    }
    if (seen.status === 'too_soon') intervalSeconds += SLOWER_SECONDS;
    const waitSeconds = Math.max(intervalSeconds, fault?.retryAfterSeconds ?? 0);
    nextPollAt = Math.min(now() + waitSeconds * 1000, end);
  }
}

const isDecision = (seen: Decision | NoDecision | Unreachable): seen is Decision =>
  seen.status !== 'pending' && seen.status !== 'too_soon' && seen.status !== 'unreachable';

/** In seven days much may fail once. The time between two polls is enough for any of it. */
const PASSING: ReadonlySet<VendorSdkErrorCode> = new Set([...RETRYABLE, 'gateway_error']);

function orLater(error: unknown): Unreachable {
  if (isVendorSdkError(error) && PASSING.has(error.code)) return { status: 'unreachable', fault: error };
  throw error;
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new VendorSdkError('aborted', { cause: redactError(signal.reason) });
}
