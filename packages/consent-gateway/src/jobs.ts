import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs a round of work again and again, never two at once, until `stop`, which waits for the round under way.
 * A round must not throw; if one does, the next comes all the same.
 */
export function repeat(options: {
  everyMs: number;
  round: () => Promise<void>;
  onFault: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const ending = new AbortController();
  const running = (async () => {
    while (!ending.signal.aborted) {
      await options.round().catch(options.onFault);
      await sleep(options.everyMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}
