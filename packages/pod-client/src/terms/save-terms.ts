import { DOCUMENTS, PARLEY, RDF_TYPE, type StandingTerms, standingTermsSchema } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { changeDocument, difference, emptyDocument } from '../data/change-document.ts';
import { isPodError, PodError } from '../errors.ts';
import { put } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import type { Graph } from '../rdf/graph.ts';
import type { Statement } from '../rdf/term.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { parseTerms, termsIri, termsOf } from './parse-terms.ts';
import { TERMS_PROPERTIES, termsStatements } from './terms-statements.ts';

export interface SaveTermsOptions {
  readonly terms: StandingTerms;
  /** What the caller last saw. Absent: no terms were laid down. `malformed`: what cannot be read is replaced as a whole. */
  readonly before?: StandingTerms | 'malformed';
}

/**
 * Lays down the owner's standing terms.
 *
 * @throws {PodError} `conflict`: `before` is no longer what the pod has; `invalid_item`, with the term's name;
 * `content_rejected`: what the pod has is malformed, and the caller did not say so; `access_denied`; `unavailable`
 */
export async function saveTerms(pod: Pod, options: SaveTermsOptions): Promise<void> {
  const checked = standingTermsSchema.safeParse(options.terms);
  if (!checked.success)
    throw new PodError('invalid_item', { field: String(checked.error.issues[0]?.path[0] ?? 'terms') });
  const url = pod.resolve(DOCUMENTS.terms);
  const statements = termsStatements(termsIri(url), checked.data);
  const { before } = options;
  if (before === 'malformed') return replaceMalformed(pod, url, writeTurtle(statements));
  await changeDocument(pod, {
    url,
    create: emptyDocument,
    change: (graph) => {
      const present = termsOf(graph, url);
      if (fingerprint(present) !== fingerprint(before)) throw new PodError('conflict');
      return difference(presentStatements(graph, termsIri(url)), statements);
    },
  });
}

/** The statements that are terms; whatever else others say is left alone. */
function presentStatements(graph: Graph, self: string): Statement[] {
  const ours = new Set(Object.values(TERMS_PROPERTIES).map(({ predicate }) => predicate));
  return graph
    .about(self)
    .filter(
      ({ predicate, object }) =>
        ours.has(predicate) || (predicate === RDF_TYPE && object.value === PARLEY.StandingTerms),
    );
}

async function replaceMalformed(pod: Pod, url: string, turtle: string): Promise<void> {
  const reading = await readDocument({ ...pod, url });
  if (reading.status !== 'read' || !isMalformed(pod, reading.turtle)) throw new PodError('conflict');
  await put(pod, { url, turtle, condition: { ifMatch: reading.etag ?? '*' } });
}

function isMalformed(pod: Pod, turtle: string): boolean {
  try {
    parseTerms({ turtle, container: pod.container });
    return false;
  } catch (error) {
    if (isPodError(error) && error.code === 'content_rejected') return true;
    throw error;
  }
}

function fingerprint(terms: StandingTerms | undefined): string {
  if (terms === undefined) return '';
  const names = Object.keys(TERMS_PROPERTIES) as (keyof StandingTerms)[];
  return JSON.stringify(names.map((name) => [terms[name] ?? []].flat().toSorted()));
}
