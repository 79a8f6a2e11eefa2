/** RDF as plain values: what the rest of this package sees of it. */
export interface IriTerm {
  readonly kind: 'iri';
  readonly value: string;
}
export interface LiteralTerm {
  readonly kind: 'literal';
  readonly value: string;
  readonly datatype: string;
  readonly language?: string;
}
/** `value` starts with `_:`, so that it can stand where a subject's IRI stands. */
export interface BlankTerm {
  readonly kind: 'blank';
  readonly value: string;
}
export type Term = IriTerm | LiteralTerm | BlankTerm;

export interface Statement {
  /** An IRI, or `_:` and a label. */
  readonly subject: string;
  readonly predicate: string;
  readonly object: Term;
}

/** One text that two terms share only when they are the same term. */
export function termKey(term: Term): string {
  return term.kind === 'literal'
    ? `"${term.value}"${term.language === undefined ? `^^${term.datatype}` : `@${term.language}`}`
    : term.value;
}

/** One text that two statements share only when they are the same statement. */
export function statementKey({ subject, predicate, object }: Statement): string {
  return JSON.stringify([subject, predicate, termKey(object)]);
}
