import { XSD } from '@parley/protocol';
import type { IriTerm, LiteralTerm, Statement, Term } from './term.ts';

export function iri(value: string): IriTerm {
  return { kind: 'iri', value };
}

export function text(value: string): LiteralTerm {
  return { kind: 'literal', value, datatype: XSD.string };
}

export function dateTime(value: string): LiteralTerm {
  return { kind: 'literal', value, datatype: XSD.dateTime };
}

export function integer(value: number): LiteralTerm {
  return { kind: 'literal', value: `${value}`, datatype: XSD.integer };
}

/** The statements about one subject, from pairs of predicate and object. Absent objects are left out. */
export function about(
  subject: string,
  properties: readonly (readonly [predicate: string, object: Term | undefined])[],
): Statement[] {
  return properties.flatMap(([predicate, object]) =>
    object === undefined ? [] : [{ subject, predicate, object }],
  );
}
