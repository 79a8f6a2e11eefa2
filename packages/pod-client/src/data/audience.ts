import { type DataCategory, type DataItem, DOCUMENTS, PARLEY } from '@parley/protocol';
import type { Graph } from '../rdf/graph.ts';
import type { Term } from '../rdf/term.ts';
import { iri } from '../rdf/terms.ts';

/** Whom an item is for. One that does not say is for nobody; what names anybody else than an entry of this pod's `vendors.ttl` counts for nobody. */
export function readAudience(
  category: DataCategory,
  graph: Graph,
  subject: string,
  container: string,
): DataItem['audience'] {
  const terms = graph.objects(subject, category.audience.predicate);
  if (terms.some((term) => term.kind === 'iri' && term.value === PARLEY.Everyone)) return 'everyone';
  const prefix = vendorPrefix(container);
  return terms.flatMap((term) =>
    term.kind === 'iri' && term.value.startsWith(prefix) ? [term.value.slice(prefix.length)] : [],
  );
}

/** The terms that an audience is written as. */
export function audienceTerms(audience: DataItem['audience'], container: string): readonly Term[] {
  return audience === 'everyone'
    ? [iri(PARLEY.Everyone)]
    : audience.map((id) => iri(vendorPrefix(container) + id));
}

function vendorPrefix(container: string): string {
  return `${container}${DOCUMENTS.vendors}#`;
}
