import type { ApprovedItem, DataCategory } from '@parley/protocol';
import { writeJsonLd } from '../rdf/write-json-ld.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { approvedStatements } from './approved-statements.ts';

/** The items of an answer as a document of RDF. */
export interface ApprovedDocument {
  readonly form: 'text/turtle' | 'application/ld+json';
  readonly category: DataCategory;
  readonly items: readonly ApprovedItem[];
}

/**
 * Approved items as Turtle or JSON-LD, in the terms of their category and under their opaque ids. Both forms say the same.
 *
 * @throws {PodError} `invalid_item`, with the field's name
 */
export function writeApproved({ form, category, items }: ApprovedDocument): string {
  const statements = approvedStatements(category, items);
  return form === 'text/turtle' ? writeTurtle(statements) : writeJsonLd(statements);
}
