import { isPodError, openPod, writeRecordKey } from '@parley/pod-client';
import { createBoundedMap } from '../../bounded-map.ts';
import type { KeyStatement } from '../../secrets/key-statements.ts';

/** Sees to it that a pod holds the statement of every record key. */
export type KeepRecordKeys = (pod: { container: string; signal: AbortSignal }) => Promise<void>;

/** A pod that is forgotten is only asked once more. */
const MAX_PODS = 20_000;

/**
 * The history of the record keys goes into each pod, one file a key, before the first block that a key has signed: whoever has the pod can
 * verify it when the gateway is gone. What a pod has is remembered, so that it costs nothing later.
 */
export function createRecordKeysInPod(options: {
  podFetch: typeof fetch;
  statements: () => Promise<readonly KeyStatement[]>;
  log: { warn(fields: object, message: string): void };
}): KeepRecordKeys {
  const kept = createBoundedMap<string, ReadonlySet<string>>({ maxEntries: MAX_PODS });
  return async ({ container, signal }) => {
    const pod = openPod({ container, fetch: options.podFetch, signal });
    for (const { kid, jws } of await options.statements()) {
      const known = kept.get(container) ?? new Set();
      if (known.has(kid)) continue;
      await writeRecordKey(pod, jws).catch((error: unknown) => {
        // Somebody else's file under this name must not keep the ledger out of the pod.
        if (!isPodError(error) || (error.code !== 'conflict' && error.code !== 'content_rejected'))
          throw error;
        options.log.warn({ kid }, "another file stands in a pod where a record key's should");
      });
      kept.set(container, new Set([...known, kid]));
    }
  };
}
