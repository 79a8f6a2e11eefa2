/** A timer that is asked for more fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits; an abort ends it early, and the next look at the signal says why. */
export function pause(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(stop, Math.min(delayMs, LONGEST_TIMER_MS));
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
  });
}
