import { type Term as N3Term, Parser, type Quad } from 'n3';
import { PodError } from '../errors.ts';
import { createGraph, type Graph } from './graph.ts';
import type { Statement, Term } from './term.ts';

/** What a document may cost us. Hostile content is cut off here, before it costs more. */
export interface ParseLimits {
  readonly maxTriples: number;
  /** Nested `[ ]` and `( )`. */
  readonly maxDepth: number;
  /** Prefixes multiply: a short document can name very long IRIs. */
  readonly maxIriLength: number;
  readonly maxLiteralLength: number;
}

export const DEFAULT_LIMITS: ParseLimits = {
  maxTriples: 50_000,
  maxDepth: 32,
  maxIriLength: 2_048,
  maxLiteralLength: 262_144,
};

const CHUNK_CHARACTERS = 16_384;
const OPENING = new Set(['[', '(', '{', '<<', '<<(', '{|']);
const CLOSING = new Set([']', ')', '}', '>>', ')>>', '|}']);

type Listener = (chunk?: string) => void;

/**
 * Parses a Turtle document into plain statements. Nothing is fetched, whatever the document names.
 *
 * @throws {PodError} `content_rejected`, with the line; never with the parser's words, because they quote the document
 */
export function parseTurtle(turtle: string, baseIri: string, limits: ParseLimits = DEFAULT_LIMITS): Graph {
  const statements: Statement[] = [];
  let failure: PodError | undefined;
  let depth = 0;
  const fail = (line?: number): void => {
    failure ??= new PodError('content_rejected', line === undefined ? {} : { line });
  };
  const onQuad = (error: Error | null, quad: Quad | null): void => {
    if (error !== null) fail(lineOf(error));
    if (quad === null || failure !== undefined) return;
    const statement = toStatement(quad, limits);
    if (statement === undefined || statements.length >= limits.maxTriples) fail();
    else statements.push(statement);
  };
  const onToken = (token: { type: string; line: number }): void => {
    if (OPENING.has(token.type)) depth += 1;
    else if (CLOSING.has(token.type)) depth -= 1;
    if (depth > limits.maxDepth) fail(token.line);
  };

  const listeners = new Map<string, Listener>();
  const source = { on: (event: string, listener: Listener) => listeners.set(event, listener) };
  parseWith(new Parser({ baseIRI: baseIri, format: 'text/turtle' }), source, { onQuad, onToken });
  // In pieces, so that a document over a limit is left where the limit is reached.
  for (let at = 0; at < turtle.length && failure === undefined; at += CHUNK_CHARACTERS) {
    listeners.get('data')?.(turtle.slice(at, at + CHUNK_CHARACTERS));
  }
  if (failure === undefined) listeners.get('end')?.();
  if (failure !== undefined) throw failure;
  return createGraph(statements);
}

interface Callbacks {
  readonly onQuad: (error: Error | null, quad: Quad | null) => void;
  readonly onToken: (token: { type: string; line: number }) => void;
}

/** n3 takes any source with `on`, and reports tokens; its published types are those of the version before. */
function parseWith(parser: Parser, source: object, callbacks: Callbacks): void {
  (parser as unknown as { parse(source: object, callbacks: Callbacks): void }).parse(source, callbacks);
}

function toStatement(quad: Quad, limits: ParseLimits): Statement | undefined {
  const subject = toTerm(quad.subject, limits);
  const predicate = toTerm(quad.predicate, limits);
  const object = toTerm(quad.object, limits);
  if (subject === undefined || subject.kind === 'literal' || object === undefined) return undefined;
  return predicate?.kind === 'iri'
    ? { subject: subject.value, predicate: predicate.value, object }
    : undefined;
}

function toTerm(term: N3Term | Quad, limits: ParseLimits): Term | undefined {
  switch (term.termType) {
    case 'NamedNode':
      return term.value.length > limits.maxIriLength ? undefined : { kind: 'iri', value: term.value };
    case 'BlankNode':
      return term.value.length > limits.maxIriLength
        ? undefined
        : { kind: 'blank', value: `_:${term.value}` };
    case 'Literal':
      if (term.value.length > limits.maxLiteralLength || term.datatype.value.length > limits.maxIriLength)
        return;
      return {
        kind: 'literal',
        value: term.value,
        datatype: term.datatype.value,
        ...(term.language === '' ? {} : { language: term.language }),
      };
    default:
      return undefined;
  }
}

function lineOf(error: Error): number | undefined {
  const line: unknown = (error as Error & { context?: { line?: unknown } }).context?.line;
  return typeof line === 'number' ? line : undefined;
}
