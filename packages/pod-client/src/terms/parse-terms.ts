import {
  DOCUMENTS,
  PARLEY,
  PARLEY_NAMESPACE,
  RDF_TYPE,
  type StandingTerms,
  standingTermsSchema,
} from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Graph } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { TERMS_PROPERTIES } from './terms-statements.ts';

/**
 * The standing terms in the text of `terms.ttl`; `undefined` where it lays down none.
 *
 * @throws {PodError} `content_rejected`, with the term's name: what is there cannot be taken as it was meant. A term that is
 * not known counts as one: nothing that an owner laid down is passed over in silence
 */
export function parseTerms(options: {
  readonly turtle: string;
  readonly container: string;
}): StandingTerms | undefined {
  const address = options.container + DOCUMENTS.terms;
  return termsOf(parseTurtle(options.turtle, address), address);
}

/** The terms of the parsed document at this address. One with other statements only is none of ours, and no word of "no terms" either. */
export function termsOf(graph: Graph, address: string): StandingTerms | undefined {
  const self = termsIri(address);
  refuseUnknown(graph, self);
  if (graph.statements.length === 0) return undefined;
  if (!graph.types(self).includes(PARLEY.StandingTerms)) throw new PodError('content_rejected');
  const read: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(TERMS_PROPERTIES)) {
    const objects = graph.objects(self, property.predicate);
    const values = objects.map((term) => property.fromTerm(term));
    const isReadable = !values.includes(undefined) && (property.isList || values.length <= 1);
    if (!isReadable) throw new PodError('content_rejected', { field: name });
    if (values.length > 0) read[name] = property.isList ? values.toSorted() : values[0];
  }
  const terms = standingTermsSchema.safeParse(read);
  if (!terms.success)
    throw new PodError('content_rejected', { field: String(terms.error.issues[0]?.path[0]) });
  return terms.data;
}

export function termsIri(address: string): string {
  return `${address}#this`;
}

/** Terms about another subject, or of a kind that a later version may know. */
function refuseUnknown(graph: Graph, self: string): void {
  const known = new Set(Object.values(TERMS_PROPERTIES).map(({ predicate }) => predicate));
  for (const { subject, predicate, object } of graph.statements) {
    const isTerm = isOurs(predicate);
    const isClass = predicate === RDF_TYPE && object.value === PARLEY.StandingTerms;
    if ((isTerm && !known.has(predicate)) || ((isTerm || isClass) && subject !== self))
      throw new PodError('content_rejected');
  }
}

const isOurs = (iri: string): boolean => iri.startsWith(PARLEY_NAMESPACE);
