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

/** Prefixes and bases cost more than they say: each is resolved against the one before. A document needs a few. */
const MAX_PREFIXES = 256;
const MAX_BASES = 4;
const CHUNK_CHARACTERS = 16_384;
const OPENING = new Set(['[', '(', '{', '<<', '<<(', '{|']);
const CLOSING = new Set([']', ')', '}', '>>', ')>>', '|}']);
const PREFIX = new Set(['@prefix', 'PREFIX']);
const BASE = new Set(['@base', 'BASE']);
const IRI = new Set(['IRI', 'typeIRI']);
/** Half of a character: no text in RDF has one, and no UTF-8 can carry it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

type Listener = (chunk?: string) => void;

/**
 * Parses a Turtle document into plain statements. Nothing is fetched, whatever the document names.
 *
 * @throws {PodError} `content_rejected`, with the line; never with the parser's words, because they quote the document
 */
export function parseTurtle(turtle: string, baseIri: string, limits: ParseLimits = DEFAULT_LIMITS): Graph {
  const statements: Statement[] = [];
  const onQuad = (error: Error | null, quad: Quad | null): void => {
    if (error !== null) throw rejected(lineOf(error));
    if (quad === null) return;
    const statement = toStatement(quad, limits);
    if (statement === undefined || statements.length >= limits.maxTriples) throw rejected();
    statements.push(statement);
  };
  const onToken = createTokenCheck(limits);

  const listeners = new Map<string, Listener>();
  const source = { on: (event: string, listener: Listener) => listeners.set(event, listener) };
  parseWith(new Parser({ baseIRI: baseIri, format: 'text/turtle' }), source, { onQuad, onToken });
  // In pieces: the parser reads its whole input at least once before it says anything.
  for (let at = 0; at < turtle.length; at += CHUNK_CHARACTERS) {
    listeners.get('data')?.(turtle.slice(at, at + CHUNK_CHARACTERS));
  }
  listeners.get('end')?.();
  return createGraph(statements);
}

/** What is over a limit is left at that token: to go on to the end of the piece can cost minutes. */
function createTokenCheck(limits: ParseLimits): Callbacks['onToken'] {
  let depth = 0;
  let prefixes = 0;
  let bases = 0;
  return ({ type, value, line }) => {
    if (OPENING.has(type)) depth += 1;
    else if (CLOSING.has(type)) depth -= 1;
    else if (PREFIX.has(type)) prefixes += 1;
    else if (BASE.has(type)) bases += 1;
    const isLongIri = IRI.has(type) && (value?.length ?? 0) > limits.maxIriLength;
    if (depth > limits.maxDepth || prefixes > MAX_PREFIXES || bases > MAX_BASES || isLongIri)
      throw rejected(line);
  };
}

function rejected(line?: number): PodError {
  return new PodError('content_rejected', line === undefined ? {} : { line });
}

interface Callbacks {
  readonly onQuad: (error: Error | null, quad: Quad | null) => void;
  readonly onToken: (token: { type: string; value?: string; line: number }) => void;
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
        return undefined;
      if (LONE_SURROGATE.test(term.value)) return undefined;
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
