interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Many callers, one piece of work at a time: what arrives while one runs shares the next one. The first caller never waits
 * for company.
 *
 * A caller whose signal is aborted gets its reason at once; if it was still waiting, its item is never worked on. Without one it waits as
 * long as the work takes.
 */
export function groupCommit<T, R>(options: {
  /** The most items that one run takes. */
  limit: number;
  /** One outcome for each item, in order. When it throws, every caller of the run gets the error. */
  run: (items: readonly T[]) => Promise<readonly PromiseSettledResult<R>[]>;
}): (item: T, signal?: AbortSignal) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let isRunning = false;

  const drain = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) await runOnce(waiting.splice(0, options.limit), options.run);
    isRunning = false;
  };

  return (item, signal) =>
    new Promise<R>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = (): void => {
        const place = waiting.indexOf(entry);
        if (place >= 0) waiting.splice(place, 1);
        reject(signal?.reason);
      };
      const settle = (settled: () => void): void => {
        signal?.removeEventListener('abort', onAbort);
        settled();
      };
      const entry: Waiting<T, R> = {
        item,
        resolve: (result) => settle(() => resolve(result)),
        reject: (reason) => settle(() => reject(reason)),
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.push(entry);
      if (!isRunning) void drain();
    });
}

async function runOnce<T, R>(
  batch: readonly Waiting<T, R>[],
  run: (items: readonly T[]) => Promise<readonly PromiseSettledResult<R>[]>,
): Promise<void> {
  try {
    const outcomes = await run(batch.map(({ item }) => item));
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') resolve(outcome.value);
      else reject(outcome?.reason);
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
