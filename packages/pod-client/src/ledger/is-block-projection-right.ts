import { blockClaimsSchema, DOCUMENTS, PARLEY, readCompactJws } from '@parley/protocol';
import { PodError } from '../errors.ts';
import { only } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { type Statement, statementKey } from '../rdf/term.ts';
import { DCT_TERMS } from '../rdf/vocabulary.ts';
import { blockTriples, projectEntry } from './block-triples.ts';
import { BLOCK_LIMITS } from './parse-block-document.ts';

/**
 * Whether a copy of a block's file says the same in RDF, for other apps, as in its signed text: nothing else, nothing more, nothing less.
 * Not whether the text is genuine.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed, or does not hold exactly one signed text
 */
export function isBlockProjectionRight(turtle: string): boolean {
  const { statements } = parseTurtle(turtle, `https://copy.invalid/${DOCUMENTS.ledger}`, BLOCK_LIMITS);
  const signed = only(statements.filter(({ predicate }) => predicate === PARLEY.jws));
  if (signed?.object.kind !== 'literal') throw new PodError('content_rejected');
  const jws = signed.object.value;
  const block = blockClaimsSchema.safeParse(readCompactJws(jws)?.payload);
  const [url = ''] = signed.subject.split('#');
  const expected = block.success ? triplesOf(url, jws, block.data) : undefined;
  if (expected === undefined) return false;
  const said = new Set(statements.map(placeless));
  return said.size === expected.size && [...expected].every((each) => said.has(each));
}

function triplesOf(
  url: string,
  jws: string,
  { number, entries }: ReturnType<typeof blockClaimsSchema.parse>,
): Set<string> | undefined {
  try {
    const consents = DOCUMENTS.consents;
    return new Set(
      blockTriples({ url, consents, number, jws, entries: entries.map(projectEntry) }).map(placeless),
    );
  } catch {
    return undefined;
  }
}

/** A copy may lie anywhere: where a consent is named, only its place in the pod counts. */
function placeless(statement: Statement): string {
  const { predicate, object } = statement;
  if (predicate !== DCT_TERMS.references || object.kind !== 'iri') return statementKey(statement);
  const at = object.value.lastIndexOf(DOCUMENTS.consents);
  return statementKey({ ...statement, object: { ...object, value: object.value.slice(at) } });
}
