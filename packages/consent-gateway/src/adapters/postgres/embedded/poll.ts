import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer. `undefined` when `timeoutMs` is over without one.
 *
 * @throws the signal's reason when aborted
 */
export async function poll<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  options: { timeoutMs: number; intervalMs: number; signal?: AbortSignal },
): Promise<T | undefined> {
  const deadline = performance.now() + options.timeoutMs;
  for (;;) {
    options.signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) return undefined;
    await delay(
      options.intervalMs,
      undefined,
      options.signal === undefined ? {} : { signal: options.signal },
    );
  }
}
