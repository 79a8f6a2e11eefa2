import { type CategoryField, WF } from '@parley/protocol';
import type { Graph } from '../rdf/graph.ts';
import { RDFS_SUBCLASS_OF } from '../rdf/vocabulary.ts';

/** How far up a tracker's own classes are followed. */
const MAX_STEPS = 8;

/**
 * The word for a state that is the item's class, as SolidOS trackers keep it. Our own states are read as they are;
 * those of any other tracker by whether they lie under `wf:Open` or under `wf:Closed`.
 * `undefined` where the classes say nothing about it, or two things at once.
 */
export function stateFromTypes(graph: Graph, field: CategoryField, subject: string): string | undefined {
  const types = graph.types(subject);
  const words = Object.entries(field.values ?? {});
  const own = words.filter(([, iri]) => types.includes(iri)).map(([word]) => word);
  if (own.length > 0) return own.length === 1 ? own[0] : undefined;
  const above = ancestors(graph, types);
  const isOpen = above.has(WF.Open);
  return isOpen === above.has(WF.Closed) ? undefined : isOpen ? 'open' : 'closed';
}

/** The classes and everything above them, as far as the document itself says. */
function ancestors(graph: Graph, classes: readonly string[]): ReadonlySet<string> {
  const found = new Set(classes);
  let level: readonly string[] = classes;
  for (let step = 0; step < MAX_STEPS && level.length > 0; step += 1) {
    level = level
      .flatMap((each) => graph.objects(each, RDFS_SUBCLASS_OF).map((term) => term.value))
      .filter((each) => !found.has(each));
    for (const each of level) found.add(each);
  }
  return found;
}
