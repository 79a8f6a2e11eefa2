import { isPodError, openPod, readTerms } from '@parley/pod-client';
import type { StandingTermsReader } from '../../access-request/standing-terms.ts';
import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import { isContentFault } from './pod-fault.ts';

const PATIENCE_MS = 4_000;

/** Reads `terms.ttl` as the gateway, anew each time: an owner who has just changed it looks at the result. */
export function createTermsReader(options: {
  /** Guarded, and as the gateway. */
  readonly podFetch: typeof fetch;
  readonly owners: OwnerDirectory;
  readonly timeoutMs?: number;
}): StandingTermsReader {
  const { podFetch, owners, timeoutMs = PATIENCE_MS } = options;
  return async (ownerId) => {
    const owner = await owners.find(ownerId);
    if (owner === undefined) return { status: 'not_connected' };
    try {
      const terms = await readTerms(openPod({ container: owner.container, fetch: podFetch, timeoutMs }));
      return terms === undefined ? { status: 'none' } : { status: 'read', terms };
    } catch (error) {
      if (!isPodError(error)) throw error;
      if (!isContentFault(error)) return { status: 'unreadable' };
      return { status: 'malformed', ...(error.field === undefined ? {} : { term: error.field }) };
    }
  };
}
