import { RDF_TYPE } from '@parley/protocol';
import type { Statement, Term } from './term.ts';

/**
 * Statements as JSON-LD in expanded form: it names every IRI in full and has no context, so that a reader has nothing to fetch.
 *
 * @see https://www.w3.org/TR/json-ld11/#expanded-document-form
 */
export function writeJsonLd(statements: readonly Statement[]): string {
  const nodes = new Map<string, Map<string, unknown[]>>();
  for (const { subject, predicate, object } of statements) {
    const isClass = predicate === RDF_TYPE;
    const values = entry(
      entry(nodes, subject, () => new Map()),
      isClass ? '@type' : predicate,
      () => [],
    );
    values.push(isClass ? object.value : toValue(object));
  }
  return JSON.stringify([...nodes].map(([id, about]) => ({ '@id': id, ...Object.fromEntries(about) })));
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function toValue(term: Term): object {
  if (term.kind !== 'literal') return { '@id': term.value };
  return term.language === undefined
    ? { '@value': term.value, '@type': term.datatype }
    : { '@value': term.value, '@language': term.language };
}
