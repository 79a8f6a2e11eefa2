import { DOCUMENTS, type KnownVendor, PARLEY, RDF_TYPE, SCHEMA } from '@parley/protocol';
import { type Graph, only, onlyText } from '../rdf/graph.ts';
import { type ParseLimits, parseTurtle } from '../rdf/parse-turtle.ts';
import { fieldTerms } from './field-terms.ts';
import type { Rejection } from './parse-list.ts';

/** A circle of vendors, such as "shops I trust". */
export interface KnownCircle {
  /** The fragment in `vendors.ttl`. */
  readonly id: string;
  readonly name: string;
}

export interface ParsedVendors {
  readonly vendors: readonly KnownVendor[];
  readonly circles: readonly KnownCircle[];
  readonly rejected: readonly Rejection[];
}

/**
 * The vendors and circles that the owner keeps in `vendors.ttl`.
 *
 * @throws {PodError} `content_rejected`: the document cannot be parsed
 */
export function parseVendors(options: {
  readonly turtle: string;
  readonly container: string;
  readonly limits?: ParseLimits;
}): ParsedVendors {
  const address = options.container + DOCUMENTS.vendors;
  return vendorsOf(parseTurtle(options.turtle, address, options.limits), address);
}

/** The vendors and circles of the parsed document at this address. */
export function vendorsOf(graph: Graph, address: string): ParsedVendors {
  const rejected: Rejection[] = [];
  const named = (rdfClass: string): { id: string; name: string; subject: string }[] =>
    graph.subjects(RDF_TYPE, rdfClass).flatMap((subject) => {
      const id = fragmentIn(address, subject);
      const name = onlyText(graph, subject, SCHEMA.name);
      if (id === undefined) rejected.push({ reason: 'address' });
      else if (name === undefined) rejected.push({ id, reason: 'field', field: 'name' });
      else return [{ id, name, subject }];
      return [];
    });
  const circles = named(PARLEY.Circle).map(({ id, name }) => ({ id, name }));
  const vendors = named(PARLEY.Vendor).map(({ id, name, subject }) => {
    const site = only(fieldTerms(graph, subject, { predicate: SCHEMA.url }))?.value;
    const clientId = only(graph.objects(subject, PARLEY.clientId))?.value;
    const inCircles = graph
      .objects(subject, PARLEY.inCircle)
      .flatMap((term) => fragmentIn(address, term.value) ?? []);
    return {
      id,
      name,
      circles: inCircles,
      ...(site === undefined ? {} : { site }),
      ...(clientId === undefined ? {} : { clientId }),
    };
  });
  return { vendors, circles, rejected };
}

function fragmentIn(address: string, iri: string): string | undefined {
  const fragment = iri.startsWith(`${address}#`) ? iri.slice(address.length + 1) : '';
  return /^[\w][\w.~-]{0,199}$/.test(fragment) ? fragment : undefined;
}
