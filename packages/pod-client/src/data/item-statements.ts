import {
  type CategoryField,
  type DataCategory,
  type DataItem,
  type FieldValue,
  RDF_TYPE,
  WF,
} from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Graph } from '../rdf/graph.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { iri } from '../rdf/terms.ts';
import { RDFS_SEE_ALSO } from '../rdf/vocabulary.ts';
import { audienceTerms } from './audience.ts';
import { fieldPredicates } from './field-terms.ts';
import { isMany, toTerm } from './field-value.ts';
import { stateTerm, stateTypes } from './issue-state.ts';
import { itemIri, listAddress } from './item-address.ts';
import { trackerIri } from './tracker.ts';

type Place = CategoryField['place'];

/**
 * Checks that the fields fit the category.
 *
 * @throws {PodError} `invalid_item`, with the field's name: not declared, not of its kind, or missing
 */
export function checkFields(category: DataCategory, fields: Readonly<Record<string, FieldValue>>): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = Object.hasOwn(category.fields, name) ? category.fields[name] : undefined;
    if (field !== undefined && isMany(field)) continue;
    if (field === undefined || toTerm(field, value) === undefined)
      throw new PodError('invalid_item', { field: name });
  }
  for (const [name, field] of Object.entries(category.fields)) {
    const isMissing =
      field.required === true && field.absentMeans === undefined && !Object.hasOwn(fields, name);
    if (isMissing) throw new PodError('invalid_item', { field: name });
  }
}

/** The statements that an item has in the list, or in its own document. `graph`: what is there now. */
export function itemStatements(
  category: DataCategory,
  options: {
    readonly container: string;
    readonly item: DataItem;
    readonly place: Place;
    readonly graph: Graph;
  },
): Statement[] {
  const { container, item, place, graph } = options;
  const subject = itemIri(category, container, item.id);
  const statements: Statement[] = [];
  const add = (predicate: string, object: Term): void => void statements.push({ subject, predicate, object });
  for (const [name, field] of Object.entries(category.fields)) {
    const value = Object.hasOwn(item.fields, name) ? item.fields[name] : undefined;
    if (field.place !== place || value === undefined || isMany(field)) continue;
    const term =
      field.predicate === RDF_TYPE ? stateTerm(graph, { field, subject, word: value }) : toTerm(field, value);
    if (term === undefined) throw new PodError('invalid_item', { field: name });
    add(field.predicate, term);
  }
  const isTracked = category.rdfClass === WF.Task;
  if (isTracked)
    add(WF.tracker, trackerOf(graph, subject) ?? iri(trackerIri(listAddress(category, container))));
  if (isTracked && place === 'item') add(RDFS_SEE_ALSO, iri(listAddress(category, container)));
  if (place === 'list') {
    if (!isTracked) add(RDF_TYPE, iri(category.rdfClass));
    for (const term of audienceTerms(item.audience, container)) add(category.audience.predicate, term);
  }
  return statements;
}

/** The statements about an item that this category stands for; whatever else others say of it is left alone. */
export function presentStatements(
  category: DataCategory,
  graph: Graph,
  subject: string,
  place: Place,
): Statement[] {
  const states = stateTypes(graph, category, subject);
  const predicates = new Set<string>([WF.tracker]);
  if (place === 'item' && category.rdfClass === WF.Task) predicates.add(RDFS_SEE_ALSO);
  if (place === 'list') predicates.add(category.audience.predicate);
  for (const predicate of predicatesOf(category, place)) predicates.add(predicate);
  return graph.about(subject).filter(({ predicate, object }) => {
    if (object.kind === 'blank') return false;
    if (predicate !== RDF_TYPE) return predicates.has(predicate);
    return place === 'list' && (object.value === category.rdfClass || states.includes(object.value));
  });
}

/** The statements about an item, in any document, that say its fields of one place. */
export function fieldStatements(
  category: DataCategory,
  graph: Graph,
  subject: string,
  place: Place,
): Statement[] {
  const predicates = predicatesOf(category, place);
  return graph
    .about(subject)
    .filter(({ predicate, object }) => object.kind !== 'blank' && predicates.has(predicate));
}

function predicatesOf(category: DataCategory, place: Place): ReadonlySet<string> {
  const fields = Object.values(category.fields).filter(
    (field) => field.place === place && !isMany(field) && field.predicate !== RDF_TYPE,
  );
  return new Set(fields.flatMap(fieldPredicates));
}

function trackerOf(graph: Graph, subject: string): Term | undefined {
  return graph.objects(subject, WF.tracker)[0];
}
