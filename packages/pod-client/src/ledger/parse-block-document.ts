import { PARLEY } from '@parley/protocol';
import { PodError } from '../errors.ts';
import { only } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { BLOCK_LIMITS } from './read-block.ts';

/**
 * The signed text in the text of a block's file, wherever the file lies now: a copy on a disk has no address. Not verified.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed, or does not hold exactly one signed text
 */
export function parseBlockDocument(turtle: string): { readonly jws: string } {
  const { statements } = parseTurtle(turtle, 'https://copy.invalid/', BLOCK_LIMITS);
  const jws = only(statements.filter(({ predicate }) => predicate === PARLEY.jws))?.object;
  if (jws?.kind !== 'literal') throw new PodError('content_rejected');
  return { jws: jws.value };
}
