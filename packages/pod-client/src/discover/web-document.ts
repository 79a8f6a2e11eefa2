import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import type { PodAccess } from '../pod-access.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

/** What a document says of its subjects. */
export interface WebDocument {
  /** The IRIs that a subject has for a predicate. */
  iris(subject: string, predicate: string): readonly string[];
  /** The subjects that have this IRI for a predicate. */
  subjects(predicate: string, object: string): readonly string[];
}

/**
 * Reads one RDF document of the web of profiles, in Turtle.
 *
 * @throws {PodError} `not_found`, `access_denied`, `unavailable`, `too_large`, `content_rejected`
 */
export async function readWebDocument(access: PodAccess, url: string): Promise<WebDocument> {
  const graph = parseTurtle(await readWebText(access, url), url);
  return {
    iris: (subject, predicate) =>
      graph.objects(subject, predicate).flatMap((term) => (term.kind === 'iri' ? [term.value] : [])),
    subjects: graph.subjects,
  };
}

/** Its text, which has to be there. */
export async function readWebText(access: PodAccess, url: string): Promise<string> {
  const reading = await readDocument({ ...access, url });
  if (reading.status !== 'read') throw new PodError('not_found');
  return reading.turtle;
}
