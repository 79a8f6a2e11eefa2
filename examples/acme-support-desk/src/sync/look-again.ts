import { setTimeout as sleep } from 'node:timers/promises';

/** Round after round until the signal; what a round throws is said, and the next one comes all the same. Resolves when it has ended. */
export async function lookAgain(options: {
  readonly everyMs: number;
  readonly round: () => Promise<void>;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { everyMs, round, log, signal } = options;
  while (!signal.aborted) {
    await round().catch((error: unknown) => {
      if (!signal.aborted) log(`A look failed: ${error instanceof Error ? error.message : 'unknown fault'}`);
    });
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
