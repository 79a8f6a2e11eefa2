import { PARLEY } from '@parley/protocol';
import { PodError } from '../errors.ts';
import { only } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

/** A block holds thousands of entries as one signed text: 16 MiB, and literals to match. */
export const MAX_SIGNED_TEXT_BYTES = 16_777_216;
export const BLOCK_LIMITS = {
  maxTriples: 500_000,
  maxDepth: 8,
  maxIriLength: 2_048,
  maxLiteralLength: MAX_SIGNED_TEXT_BYTES,
};

/**
 * The signed text in the text of a block's file, or a record key's, wherever the file lies now: one that was moved names itself by its old
 * address, and a copy on a disk has none. Not verified.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed, or does not hold exactly one signed text
 */
export function parseBlockDocument(turtle: string): { readonly jws: string } {
  const { statements } = parseTurtle(turtle, 'https://copy.invalid/', BLOCK_LIMITS);
  const jws = only(statements.filter(({ predicate }) => predicate === PARLEY.jws))?.object;
  if (jws?.kind !== 'literal') throw new PodError('content_rejected');
  return { jws: jws.value };
}
