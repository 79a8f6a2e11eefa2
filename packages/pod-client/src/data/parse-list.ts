import {
  type CategoryField,
  type DataCategory,
  type DataItem,
  type FieldValue,
  RDF_TYPE,
  WF,
} from '@parley/protocol';
import type { Graph } from '../rdf/graph.ts';
import { type ParseLimits, parseTurtle } from '../rdf/parse-turtle.ts';
import { readAudience } from './audience.ts';
import { fieldTerms } from './field-terms.ts';
import { isMany, toFieldValue } from './field-value.ts';
import { stateFromTypes } from './issue-state.ts';
import { itemId, listAddress } from './item-address.ts';

/** An item or a part of it that was left out because it does not fit its category. It names no value. */
export interface Rejection {
  /** The item's id, where it has one. */
  readonly id?: string;
  /** `address`: it lies elsewhere. `field`: the field is missing, has several values, or one of the wrong kind. */
  readonly reason: 'address' | 'field';
  readonly field?: string;
}

export interface ParsedList {
  /** In the order of the document. */
  readonly items: readonly DataItem[];
  readonly rejected: readonly Rejection[];
}

export interface ParseListOptions {
  /** The text of the category's document. */
  readonly turtle: string;
  /** The Parley container it lies in. */
  readonly container: string;
  readonly limits?: ParseLimits;
}

/**
 * The items of a category's document. An item that does not fit is left out and reported; the others stay.
 *
 * @throws {PodError} `content_rejected`: the document as a whole cannot be parsed
 */
export function parseList(category: DataCategory, options: ParseListOptions): ParsedList {
  const { turtle, container, limits } = options;
  return itemsOf(category, parseTurtle(turtle, listAddress(category, container), limits), container);
}

/** The items of a category's parsed document. */
export function itemsOf(category: DataCategory, graph: Graph, container: string): ParsedList {
  const items: DataItem[] = [];
  const rejected: Rejection[] = [];
  for (const subject of members(category, graph)) {
    const id = itemId(category, container, subject);
    if (id === undefined) {
      rejected.push({ reason: 'address' });
      continue;
    }
    const { fields, problem } = readFields(category, graph, subject);
    if (problem !== undefined) rejected.push({ id, reason: 'field', field: problem });
    else items.push({ id, fields, audience: readAudience(category, graph, subject, container) });
  }
  return { items, rejected };
}

/** An item is what has the category's class, one of the classes that are its states, or belongs to an issue tracker. */
function members(category: DataCategory, graph: Graph): readonly string[] {
  const classes = new Set([category.rdfClass, ...(category.alsoClasses ?? [])]);
  for (const field of Object.values(category.fields)) {
    if (field.predicate === RDF_TYPE) for (const iri of Object.values(field.values ?? {})) classes.add(iri);
  }
  const found = new Set<string>();
  for (const { subject, predicate, object } of graph.statements) {
    if (predicate === RDF_TYPE && classes.has(object.value)) found.add(subject);
    else if (predicate === WF.tracker && category.rdfClass === WF.Task) found.add(subject);
  }
  return [...found];
}

function readFields(
  category: DataCategory,
  graph: Graph,
  subject: string,
): { fields: Record<string, FieldValue>; problem?: string } {
  const fields: Record<string, FieldValue> = {};
  for (const [name, field] of Object.entries(category.fields)) {
    if (isMany(field)) continue;
    const terms = fieldTerms(graph, subject, field);
    const value = readField(graph, subject, field);
    if (value !== undefined) fields[name] = value;
    else if (terms.length > 0 || field.required === true) return { fields, problem: name };
  }
  return { fields };
}

function readField(graph: Graph, subject: string, field: CategoryField): FieldValue | undefined {
  if (field.predicate === RDF_TYPE) return stateFromTypes(graph, field, subject);
  const terms = fieldTerms(graph, subject, field);
  return terms.length === 0 ? field.absentMeans : toFieldValue(field, terms);
}
