import { openPod, readAllowedApps } from '@parley/pod-client';
import { orUnavailable } from './pod-fault.ts';

const TIMEOUT_MS = 10_000;

/** Reads, as the gateway, which apps the owner has allowed to widen. */
export function createAllowedApps(options: {
  readonly podFetch: typeof fetch;
}): (container: string) => Promise<readonly string[] | undefined> {
  return (container) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return orUnavailable(() => readAllowedApps(openPod({ container, fetch: options.podFetch, signal })));
  };
}
