import type { CategoryField } from '@parley/protocol';
import type { Graph } from '../rdf/graph.ts';
import type { Term } from '../rdf/term.ts';

/** Where a value may stand. */
type Places = Pick<CategoryField, 'predicate' | 'alsoAt'>;

const HTTPS_SCHEMA = 'https://schema.org/';
const HTTP_SCHEMA = 'http://schema.org/';

/** The objects of a field. What was written with schema.org's http IRIs, or at a place of other apps, is read too. */
export function fieldTerms(graph: Graph, subject: string, field: Places): readonly Term[] {
  for (const path of pathsOf(field)) {
    const terms = follow(graph, subject, path);
    if (terms.length > 0) return terms;
  }
  return [];
}

/** The predicates on the item itself that say something of a field: what a change of the field takes away. */
export function fieldPredicates(field: Places): readonly string[] {
  return pathsOf(field).flatMap(([first]) => first ?? []);
}

function pathsOf({ predicate, alsoAt = [] }: Places): readonly (readonly string[])[] {
  const older = predicate.startsWith(HTTPS_SCHEMA)
    ? [[HTTP_SCHEMA + predicate.slice(HTTPS_SCHEMA.length)]]
    : [];
  return [[predicate], ...older, ...alsoAt];
}

/** More than this is no value, and is not followed: things that link to each other would multiply. */
const MAX_LINKS = 64;

/** Only over named things: a link to a thing without a name could not be taken away by a patch. */
function follow(graph: Graph, subject: string, [first, ...rest]: readonly string[]): readonly Term[] {
  const terms = first === undefined ? [] : graph.objects(subject, first);
  if (rest.length === 0) return terms;
  return terms
    .slice(0, MAX_LINKS)
    .flatMap((term) => (term.kind === 'iri' ? follow(graph, term.value, rest).slice(0, MAX_LINKS) : []));
}
