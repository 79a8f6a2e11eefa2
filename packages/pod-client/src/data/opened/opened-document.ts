import { type DataCategory, PARLEY, RDF_TYPE } from '@parley/protocol';
import { PodError } from '../../errors.ts';
import type { Statement } from '../../rdf/term.ts';
import { iri } from '../../rdf/terms.ts';
import { writeTurtle } from '../../rdf/write-turtle.ts';

/**
 * Where vendors can begin threads. The owner's app makes it, the gateway can only add to it: without it there is nowhere to begin one.
 *
 * @throws {PodError} `invalid_item`: the category has none
 */
export function openedAddress(category: DataCategory, container: string): string {
  if (category.openedDocument === undefined) throw new PodError('invalid_item');
  return container + category.openedDocument;
}

/** What the document is: in each addition's condition, so that one that was emptied or deleted takes none. */
export function openedMark(address: string): Statement {
  return { subject: `${address}#this`, predicate: RDF_TYPE, object: iri(PARLEY.OpenedIssues) };
}

/** That a thread still waits here: gone once it is among the owner's issues, or dismissed. */
export function waitingMark(address: string, id: string): Statement {
  return { subject: openingIri(address, id), predicate: RDF_TYPE, object: iri(PARLEY.OpenedIssue) };
}

export function openingIri(address: string, id: string): string {
  if (!/^\w[\w-]{0,99}$/.test(id)) throw new PodError('invalid_item');
  return `${address}#${id}`;
}

/** The document's text before anybody has begun anything. */
export function emptyOpened(address: string): string {
  return writeTurtle([openedMark(address)]);
}
