import { PARLEY } from '@parley/protocol';
import { PodError } from '../errors.ts';
import { only } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { SIGNED_TEXT_LIMITS } from './read-signed-text.ts';

/**
 * The signed text in the text of a block's file, or a record key's, wherever the file lies now: a copy on a disk has no address. Not
 * verified.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed, or does not hold exactly one signed text
 */
export function parseBlockDocument(turtle: string): { readonly jws: string } {
  const { statements } = parseTurtle(turtle, 'https://copy.invalid/', SIGNED_TEXT_LIMITS);
  const jws = only(statements.filter(({ predicate }) => predicate === PARLEY.jws))?.object;
  if (jws?.kind !== 'literal') throw new PodError('content_rejected');
  return { jws: jws.value };
}
