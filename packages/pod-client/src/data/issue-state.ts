import { type CategoryField, type DataCategory, RDF_TYPE, WF } from '@parley/protocol';
import type { Graph } from '../rdf/graph.ts';
import type { IriTerm } from '../rdf/term.ts';
import { RDFS_SUBCLASS_OF } from '../rdf/vocabulary.ts';

/** How far up a tracker's own classes are followed. */
const MAX_STEPS = 8;
/** How many classes are looked at in a step: a tracker has a few. */
const MAX_CLASSES = 64;

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
      .slice(0, MAX_CLASSES)
      .flatMap((each) => graph.objects(each, RDFS_SUBCLASS_OF).slice(0, MAX_CLASSES))
      .map((term) => term.value)
      .filter((each) => !found.has(each));
    for (const each of level) found.add(each);
  }
  return found;
}

/** The classes of an item that say its state: they are what a change of state replaces. */
export function stateTypes(graph: Graph, category: DataCategory, subject: string): readonly string[] {
  const own = Object.values(category.fields).flatMap((field) =>
    field.predicate === RDF_TYPE ? Object.values(field.values ?? {}) : [],
  );
  if (own.length === 0) return [];
  return graph
    .types(subject)
    .filter((type) => own.includes(type) || lies(graph, type, WF.Open) || lies(graph, type, WF.Closed));
}

/**
 * The class that stands for a state. In a tracker that another app set up it is one of that tracker's own classes,
 * so that the app still finds the issue.
 */
export function stateTerm(
  graph: Graph,
  options: { readonly field: CategoryField; readonly subject: string; readonly word: unknown },
): IriTerm | undefined {
  const { field, subject, word } = options;
  const own =
    typeof word === 'string' && Object.hasOwn(field.values ?? {}, word) ? field.values?.[word] : undefined;
  if (own === undefined) return undefined;
  const types = graph.types(subject);
  const isOurs = types.length === 0 || types.some((type) => Object.values(field.values ?? {}).includes(type));
  if (isOurs) return { kind: 'iri', value: own };
  const before = stateFromTypes(graph, field, subject);
  const goal = word === 'closed' ? WF.Closed : WF.Open;
  const unchanged = types.find((type) => lies(graph, type, goal));
  if (unchanged !== undefined && (before === 'closed') === (word === 'closed'))
    return { kind: 'iri', value: unchanged };
  const tracker = graph.objects(subject, WF.tracker)[0]?.value ?? '';
  const issueClass = graph.objects(tracker, WF.issueClass)[0]?.value;
  const choices = graph
    .subjects(RDFS_SUBCLASS_OF, goal)
    .filter((each) => issueClass === undefined || lies(graph, each, issueClass));
  return { kind: 'iri', value: choices[0] ?? goal };
}

function lies(graph: Graph, type: string, above: string): boolean {
  return ancestors(graph, [type]).has(above);
}
