import { isPodError, parseTerms, readDocument, resolveInContainer } from '@parley/pod-client';
import { DOCUMENTS, type StandingTerms } from '@parley/protocol';
import type { StandingTermsReader } from '../../access-request/standing-terms.ts';
import { createBoundedMap } from '../../bounded-map.ts';
import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import { isContentFault } from './pod-fault.ts';

const PATIENCE_MS = 4_000;
/** Standing terms are a few lines. */
const MAX_BYTES = 16_384;
const MAX_KEPT = 1_000;
/** Where ETags have steps of one second, a document that was changed just now may change again under the same ETag. */
const UNSETTLED_MS = 2_000;

/**
 * Reads `terms.ttl` as the gateway. The pod is asked each time, because an owner who has just changed it looks at the result; what has not
 * changed is neither sent nor parsed again.
 */
export function createTermsReader(options: {
  /** Guarded, and as the gateway. */
  readonly podFetch: typeof fetch;
  readonly owners: OwnerDirectory;
  readonly now: () => Date;
  readonly timeoutMs?: number;
}): StandingTermsReader {
  const { owners, podFetch, now, timeoutMs = PATIENCE_MS } = options;
  const kept = createBoundedMap<string, { readonly etag: string; readonly terms: StandingTerms }>({
    maxEntries: MAX_KEPT,
  });
  const read = async (container: string): Promise<StandingTerms | undefined> => {
    const known = kept.get(container);
    const url = resolveInContainer(container, DOCUMENTS.terms);
    const request = { fetch: podFetch, timeoutMs, url, maxBytes: MAX_BYTES };
    const reading = await readDocument(known === undefined ? request : { ...request, etag: known.etag });
    if (reading.status === 'unchanged') return known?.terms;
    kept.delete(container);
    if (reading.status === 'absent') return undefined;
    const terms = parseTerms({ turtle: reading.turtle, container });
    const { etag, lastModified } = reading;
    const isSettled = lastModified === undefined || now().getTime() - Date.parse(lastModified) > UNSETTLED_MS;
    if (terms !== undefined && etag !== undefined && isSettled) kept.set(container, { etag, terms });
    return terms;
  };
  return async (ownerId) => {
    const owner = await owners.find(ownerId);
    if (owner === undefined) return { status: 'not_connected' };
    try {
      const terms = await read(owner.container);
      return terms === undefined ? { status: 'none' } : { status: 'read', terms };
    } catch (error) {
      if (!isPodError(error)) throw error;
      if (!isContentFault(error)) return { status: 'unreadable' };
      return { status: 'malformed', ...(error.field === undefined ? {} : { term: error.field }) };
    }
  };
}
