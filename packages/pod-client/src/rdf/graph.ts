import { RDF_TYPE } from '@parley/protocol';
import type { Statement, Term } from './term.ts';

/** A parsed document, by subject and predicate. */
export interface Graph {
  readonly statements: readonly Statement[];
  objects(subject: string, predicate: string): readonly Term[];
  /** The subjects that have this IRI as object of the predicate, in document order. */
  subjects(predicate: string, object: string): readonly string[];
  /** The IRIs of the subject's classes. */
  types(subject: string): readonly string[];
  about(subject: string): readonly Statement[];
}

const NONE: readonly never[] = [];

export function createGraph(statements: readonly Statement[]): Graph {
  const bySubject = new Map<string, Map<string, Term[]>>();
  for (const { subject, predicate, object } of statements) {
    const properties = bySubject.get(subject) ?? new Map<string, Term[]>();
    bySubject.set(subject, properties);
    const objects = properties.get(predicate);
    if (objects === undefined) properties.set(predicate, [object]);
    else objects.push(object);
  }
  const objects = (subject: string, predicate: string): readonly Term[] =>
    bySubject.get(subject)?.get(predicate) ?? NONE;
  return {
    statements,
    objects,
    types: (subject) =>
      objects(subject, RDF_TYPE).flatMap((term) => (term.kind === 'iri' ? [term.value] : [])),
    subjects: (predicate, object) => [
      ...new Set(
        statements.flatMap((each) =>
          each.predicate === predicate && each.object.kind !== 'literal' && each.object.value === object
            ? [each.subject]
            : [],
        ),
      ),
    ],
    about: (subject) =>
      [...(bySubject.get(subject) ?? NONE)].flatMap(([predicate, terms]) =>
        terms.map((object) => ({ subject, predicate, object })),
      ),
  };
}

/** The one value, or `undefined` where there is none or more than one. */
export function only<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** The one IRI that a subject has for a predicate. */
export function onlyIri(graph: Graph, subject: string, predicate: string): string | undefined {
  const term = only(graph.objects(subject, predicate));
  return term?.kind === 'iri' ? term.value : undefined;
}

/** The one literal that a subject has for a predicate, as its lexical text. */
export function onlyText(graph: Graph, subject: string, predicate: string): string | undefined {
  const term = only(graph.objects(subject, predicate));
  return term?.kind === 'literal' ? term.value : undefined;
}
