import { type DataCategory, type FieldValue, RDF_TYPE } from '@parley/protocol';
import type { Graph } from '../rdf/graph.ts';
import { type ParseLimits, parseTurtle } from '../rdf/parse-turtle.ts';
import { readAttachments } from './attachments/attachments.ts';
import { fieldTerms } from './field-terms.ts';
import { toFieldValue } from './field-value.ts';
import { itemAddress, itemIri } from './item-address.ts';
import type { Rejection } from './parse-list.ts';
import { readThread } from './thread.ts';

export interface ParsedItem {
  /** The fields that the item's own document holds; the others are in the list. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Fields and messages that were left out because they do not fit. */
  readonly rejected: readonly Rejection[];
}

export interface ParseItemOptions {
  /** The text of the item's own document. */
  readonly turtle: string;
  readonly container: string;
  readonly id: string;
  /** Messages made by this WebID are the owner's, all others the vendor's. */
  readonly ownerWebId: string;
  readonly limits?: ParseLimits;
}

/**
 * The details and the thread of one item, from its own document.
 *
 * @throws {PodError} `content_rejected`: the document cannot be parsed; `invalid_item`: not an id of this category
 */
export function parseItem(category: DataCategory, options: ParseItemOptions): ParsedItem {
  const { turtle, container, id, ownerWebId, limits } = options;
  const graph = parseTurtle(turtle, itemAddress(category, container, id), limits);
  return detailsOf(category, graph, { container, id, ownerWebId });
}

/** The details of one item from its parsed document. */
export function detailsOf(
  category: DataCategory,
  graph: Graph,
  options: { readonly container: string; readonly id: string; readonly ownerWebId: string },
): ParsedItem {
  const { container, id, ownerWebId } = options;
  const subject = itemIri(category, container, id);
  const fields: Record<string, FieldValue> = {};
  const rejected: Rejection[] = [];
  for (const [name, field] of Object.entries(category.fields)) {
    if (field.place !== 'item' || field.predicate === RDF_TYPE) continue;
    const terms = fieldTerms(graph, subject, field);
    if (field.kind === 'messages') {
      const thread = readThread(graph, { terms, ownerWebId, address: itemAddress(category, container, id) });
      fields[name] = thread.messages;
      if (thread.rejected > 0) rejected.push({ id, reason: 'field', field: name });
      continue;
    }
    if (field.kind === 'attachments') {
      const files = readAttachments(graph, { terms, category, container });
      if (files.attachments.length > 0) fields[name] = files.attachments;
      if (files.rejected > 0) rejected.push({ id, reason: 'field', field: name });
      continue;
    }
    const value = toFieldValue(field, terms);
    if (value !== undefined) fields[name] = value;
    else if (terms.length > 0) rejected.push({ id, reason: 'field', field: name });
  }
  return { fields, rejected };
}
