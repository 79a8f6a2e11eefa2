import { isPodError, PodError } from '../errors.ts';
import { boundedFetch } from '../http/bounded-fetch.ts';
import type { PodAccess } from '../pod-access.ts';

/** What a document says of its subjects, read with Inrupt's client. */
export interface WebDocument {
  /** The IRIs that a subject has for a predicate. */
  iris(subject: string, predicate: string): readonly string[];
  /** The named subjects that have this IRI for a predicate. */
  subjects(predicate: string, object: string): readonly string[];
}

/**
 * Reads one RDF document of the web of profiles.
 *
 * @throws {PodError} `not_found`, `access_denied`, `unavailable`, `too_large`, `content_rejected`
 */
export async function readWebDocument(access: PodAccess, url: string): Promise<WebDocument> {
  // Loaded when it is needed: it takes longer to load than all the rest, and a gateway never needs it.
  const { getSolidDataset, getThing, getThingAll, getUrlAll } = await import('@inrupt/solid-client');
  const dataset = await getSolidDataset(url, { fetch: boundedFetch(access) }).catch((error: unknown) => {
    access.signal?.throwIfAborted();
    // Its parser's words quote the document.
    throw isPodError(error) ? error : new PodError('content_rejected');
  });
  return {
    iris: (subject, predicate) => {
      const thing = getThing(dataset, subject);
      return thing === null ? [] : getUrlAll(thing, predicate);
    },
    subjects: (predicate, object) =>
      getThingAll(dataset).flatMap((thing) =>
        getUrlAll(thing, predicate).includes(object) ? [thing.url] : [],
      ),
  };
}
