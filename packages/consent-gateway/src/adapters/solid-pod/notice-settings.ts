import { openPod, readSettings } from '@parley/pod-client';
import type { OwnerSettings } from '@parley/protocol';
import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import { isContentFault } from './pod-fault.ts';

const TIMEOUT_MS = 10_000;

/**
 * Reads, as the gateway, how an owner wants to be told. `undefined`: without a pod or a `settings.ttl` that can be understood nothing was
 * chosen.
 */
export function createNoticeSettings(options: {
  readonly podFetch: typeof fetch;
  readonly owners: OwnerDirectory;
}): (ownerId: string) => Promise<OwnerSettings | undefined> {
  return async (ownerId) => {
    const owner = await options.owners.find(ownerId);
    if (owner === undefined) return undefined;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const pod = openPod({ container: owner.container, fetch: options.podFetch, signal });
    return readSettings(pod).catch((fault: unknown) => {
      if (!isContentFault(fault)) throw fault;
      return undefined;
    });
  };
}
